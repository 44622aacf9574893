package mailtls.conformance.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Collections;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.suite.Replies.Answer;
import mailtls.conformance.suite.Replies.NoReply;
import mailtls.conformance.suite.Replies.Replied;
import org.junit.jupiter.api.Test;

class RepliesTest {

    @Test
    void untaggedResponsesBelongToTheReplyBehindThem() {
        Reply reply = reply(new Replies(MailProtocol.IMAP, new FakePeer("* CAPABILITY IMAP4rev1", "a OK done")).next());

        assertEquals("a OK", reply.status());
        assertEquals(2, reply.lines().size());
    }

    @Test
    void whatIsInALiteralIsNoReply() {
        var peer = new FakePeer("* X {9}", "a OK no", ")", "a OK yes");

        assertEquals("a OK", reply(new Replies(MailProtocol.IMAP, peer).next()).status());
        assertInstanceOf(NoReply.class, new Replies(MailProtocol.IMAP, peer).next());
    }

    @Test
    void aListEndsWithAPoint() {
        var peer = new FakePeer("+OK list follows", "STLS", ".", "-ERR next");
        var replies = new Replies(MailProtocol.POP3, peer);

        assertEquals("+OK (several lines)", reply(replies.list()).kind());
        assertEquals("-ERR", reply(replies.list()).kind());
    }

    @Test
    void aReplyOfSmtpMayHaveManyLines() {
        assertEquals(
                "250 (several lines)",
                reply(new Replies(MailProtocol.SMTP, new FakePeer("250-a", "250 b")).next())
                        .kind());
        assertEquals(
                "250",
                reply(new Replies(MailProtocol.SMTP, new FakePeer("250 b")).next())
                        .kind());
    }

    @Test
    void aReplyWithoutEndIsNotListenedTo() {
        var endless = new FakePeer(
                Collections.nCopies(Replies.MOST_LINES + 1, "250-more").toArray(String[]::new));

        assertInstanceOf(NoReply.class, new Replies(MailProtocol.SMTP, endless).next());
    }

    private static Reply reply(Answer answer) {
        return assertInstanceOf(Replied.class, answer).reply();
    }
}
