package mailtls.smtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final boolean mustBeTaken;
    private final List<SmtpSent.Recipient> recipients = new ArrayList<>();
    private Awaiting awaiting = Awaiting.MAIL;
    private Optional<SmtpAnswer> refusal = Optional.empty();

    /**
     * Makes a transaction.
     *
     * @param mustBeTaken whether a refusal is a failure
     */
    SmtpSending(SmtpMail mail, Listed listed, boolean mustBeTaken) {
        this.mail = mail;
        this.listed = listed;
        this.mustBeTaken = mustBeTaken;
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
            case CONTENT -> decided(answer);
            case RSET -> decided(refusal.orElseThrow());
        };
    }

    private Outcome<SmtpSent> wasRefused(SmtpAnswer answer) {
        return switch (awaiting) {
            case MAIL, CONTENT -> decided(answer);
            case RCPT -> nextAfter(answer);
            case DATA -> reset(answer);
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
        if (recipients.stream().noneMatch(SmtpSent.Recipient::isTaken)) {
            return reset(mostHopeful());
        }
        return listed.has("CHUNKING") ? say(Awaiting.CONTENT, chunk()) : say(Awaiting.DATA, Request.line("DATA"));
    }

    /** Nobody is taken; if one of them may be later, the mail is worth another try. */
    private SmtpAnswer mostHopeful() {
        return recipients.stream()
                .map(SmtpSent.Recipient::answer)
                .filter(SmtpAnswer::isTransient)
                .findFirst()
                .orElse(recipients.get(0).answer());
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

    private Outcome<SmtpSent> decided(SmtpAnswer answer) {
        var sent = new SmtpSent(recipients, answer);
        return sent.isTaken() || !mustBeTaken
                ? new Outcome.Done<>(sent)
                : new Outcome.Failed<>(Failure.COMMAND, answer.toString());
    }

    private Outcome<SmtpSent> reset(SmtpAnswer because) {
        refusal = Optional.of(because);
        return say(Awaiting.RSET, Request.line("RSET"));
    }

    private Outcome<SmtpSent> say(Awaiting next, Request what) {
        awaiting = next;
        return new Outcome.Say<>(what);
    }
}
