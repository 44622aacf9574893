package mailtls.smtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mailtls.client.Ask;
import mailtls.client.Failure;
import mailtls.client.Request;
import mailtls.machine.Reply;
import mailtls.smtp.SmtpHeard.Completed;
import mailtls.smtp.SmtpHeard.GoOn;
import mailtls.smtp.SmtpHeard.Refused;
import mailtls.wire.DotStuffing;

/**
 * One mail transaction (RFC 5321 section 3.3): MAIL, RCPT for each recipient, and the content, by BDAT where the server takes it
 * (RFC 3030), else by DATA. If it comes to nothing, RSET ends it, so that the connection can be used for the next.
 */
final class SmtpSending implements Ask<SmtpHeard, SmtpSent> {

    private enum Awaiting {
        MAIL,
        RCPT,
        DATA,
        CONTENT,
        RSET
    }

    private final SmtpMail mail;
    private final Listed listed;
    private final List<SmtpSent.Recipient> recipients = new ArrayList<>();
    private Awaiting awaiting = Awaiting.MAIL;
    private String why = "";

    SmtpSending(SmtpMail mail, Listed listed) {
        this.mail = mail;
        this.listed = listed;
    }

    @Override
    public Reply first() {
        return Request.line(mail.mailCommand(listed));
    }

    @Override
    public Outcome<SmtpSent> hear(SmtpHeard reply) {
        boolean yes = reply instanceof Completed;
        if (awaiting == Awaiting.DATA ? reply instanceof GoOn : yes) {
            return went(reply.answer());
        }
        return reply instanceof Refused
                ? wasRefused(reply.answer())
                : new Outcome.Broken<>(Failure.NOT_THE_PROTOCOL, reply.toString());
    }

    private Outcome<SmtpSent> went(SmtpAnswer answer) {
        return switch (awaiting) {
            case MAIL -> rcpt();
            case RCPT -> nextAfter(answer);
            case DATA -> say(Awaiting.CONTENT, content(DotStuffing.stuff(mail.content())));
            case CONTENT -> new Outcome.Done<>(new SmtpSent(recipients, answer));
            case RSET -> new Outcome.Failed<>(Failure.COMMAND, why);
        };
    }

    private Outcome<SmtpSent> wasRefused(SmtpAnswer answer) {
        return switch (awaiting) {
            case MAIL, CONTENT -> new Outcome.Failed<>(Failure.COMMAND, answer.toString());
            case RCPT -> nextAfter(answer);
            case DATA -> reset(answer.toString());
            case RSET -> new Outcome.Broken<>(Failure.NOT_THE_PROTOCOL, answer.toString());
        };
    }

    private Outcome<SmtpSent> rcpt() {
        return say(Awaiting.RCPT, Request.line(mail.rcptCommand(recipients.size())));
    }

    private Outcome<SmtpSent> nextAfter(SmtpAnswer answer) {
        recipients.add(new SmtpSent.Recipient(mail.forwardPaths().get(recipients.size()), answer));
        if (recipients.size() < mail.forwardPaths().size()) {
            return rcpt();
        }
        if (recipients.stream().noneMatch(recipient -> recipient.answer().isPositive())) {
            return reset("no recipient is taken: "
                    + recipients.stream()
                            .map(recipient -> recipient.answer().toString())
                            .distinct()
                            .collect(Collectors.joining("; ")));
        }
        return listed.has("CHUNKING") ? say(Awaiting.CONTENT, chunk()) : say(Awaiting.DATA, Request.line("DATA"));
    }

    /** All in one chunk: its octets are counted, so nothing in them can be taken for the end. */
    private Request chunk() {
        String command = "BDAT " + mail.content().length + " LAST";
        List<ByteBuffer> pieces = new ArrayList<>(Request.line(command).octets());
        pieces.add(ByteBuffer.wrap(mail.content()));
        return Request.octets(pieces, command + " and its octets");
    }

    private static Request content(List<ByteBuffer> stuffed) {
        return Request.octets(stuffed, "(the content, and a dot)");
    }

    private Outcome<SmtpSent> reset(String because) {
        why = because;
        return say(Awaiting.RSET, Request.line("RSET"));
    }

    private Outcome<SmtpSent> say(Awaiting next, Request what) {
        awaiting = next;
        return new Outcome.Say<>(what);
    }
}
