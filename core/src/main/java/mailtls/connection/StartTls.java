package mailtls.connection;

import java.util.List;
import mailtls.machine.Conversation;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.machine.Reply;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;
import mailtls.wire.LineBuffer;

/**
 * The step from cleartext to TLS, the same for IMAP STARTTLS, POP3 STLS and SMTP STARTTLS.
 *
 * <ol>
 *   <li>The go-ahead is the last cleartext we send.
 *   <li>The command's CRLF is the last cleartext we read. What has arrived behind it belongs to TLS, so a command smuggled there
 *       fails as a handshake and is never obeyed (RFC 9051 section 6.2.1).
 *   <li>After the handshake the protocol begins again. The old conversation is dropped whole; there is no list of things to
 *       forget (RFC 3207 section 4.2).
 *   <li>After a failed handshake there is nobody to talk to: we close without a word (RFC 8446 section 6.2).
 * </ol>
 */
final class StartTls {

    private StartTls() {}

    static List<Effect> begin(Reply goAhead, LineBuffer input) {
        return List.of(new Effect.Send(goAhead), new Effect.StartHandshake(input.drain()));
    }

    static Conversation completed(Protocol protocol, TlsFacts facts, Peer peer) {
        return protocol.beginAgain(new Channel.Tls(facts), peer);
    }

    static List<Effect> failed() {
        return List.of(new Effect.Close());
    }
}
