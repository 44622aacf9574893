package mailtls.smtp;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mailtls.client.Call;
import mailtls.client.ClientDialect;
import mailtls.client.Failure;
import mailtls.client.Request;
import mailtls.client.TlsMode;
import mailtls.machine.Command;
import mailtls.machine.Parsed;
import mailtls.machine.Refusal;
import mailtls.machine.Reply;
import mailtls.smtp.SmtpHeard.Closing;
import mailtls.smtp.SmtpHeard.Completed;
import mailtls.smtp.SmtpHeard.Ready;
import mailtls.smtp.SmtpHeard.Refused;
import mailtls.tls.Channel;
import mailtls.wire.Input;
import mailtls.wire.Limits;

/** One conversation of an SMTP client: reads replies, and says what comes next. What it learns goes when the channel goes. */
final class SmtpClientSession implements ClientDialect {

    /** Says nothing, and the row's other state is entered. */
    private static final Reply NOTHING_TO_ASK = new Request(List.of(), "", false);

    private final Call<SmtpHeard, SmtpClient> call;
    private final Channel channel;
    private final Domain clientName;
    private final TlsMode mode;
    private final Limits limits;

    private Listed listed = Listed.NOTHING;

    SmtpClientSession(
            Call<SmtpHeard, SmtpClient> call, Channel channel, Domain clientName, TlsMode mode, Limits limits) {
        this.call = call;
        this.channel = channel;
        this.clientName = clientName;
        this.mode = mode;
        this.limits = limits;
    }

    @Override
    public Call<SmtpHeard, SmtpClient> call() {
        return call;
    }

    /** There is no second greeting: the client speaks first, and begins anew with EHLO (RFC 3207 section 4.2). */
    @Override
    public Reply reopening() {
        return ehlo();
    }

    Reply greeted(Ready greeting) {
        return ehlo();
    }

    Reply unwelcome(SmtpHeard refusal) {
        return call.fail(Failure.NOT_WELCOME, refusal.toString());
    }

    Reply askForTls(Completed list) {
        listed = Listed.of(list.answer());
        return listed.has("STARTTLS")
                ? Request.line("STARTTLS")
                : call.fail(Failure.NOT_OFFERED, String.join(", ", listed.lines()));
    }

    Reply askForTlsIfListed(Completed list) {
        listed = Listed.of(list.answer());
        return listed.has("STARTTLS") ? Request.line("STARTTLS") : handOver(NOTHING_TO_ASK);
    }

    Reply notOffered(Refused noList) {
        return call.fail(Failure.NOT_OFFERED, noList.toString());
    }

    Reply refused(Refused refusal) {
        return call.fail(Failure.REFUSED, refusal.toString());
    }

    /** STARTTLS was refused, and nobody insists on it: what EHLO listed still holds. */
    Reply goOn(Refused refusal) {
        return handOver(Reply.NONE);
    }

    Reply startTls(Ready goAhead) {
        return Reply.NONE;
    }

    /** EHLO is refused for good: then there are no extensions. For now only: then there is nobody to talk to. */
    Reply helo(Refused noExtensions) {
        return noExtensions.answer().isTransient() ? unwelcome(noExtensions) : Request.line("HELO " + clientName);
    }

    Reply open(Completed list) {
        listed = Listed.of(list.answer());
        return handOver(Reply.NONE);
    }

    /** To HELO no extension is an answer, whatever the server says. */
    Reply openUnlisted(Completed name) {
        return handOver(Reply.NONE);
    }

    Reply closing(Closing farewell) {
        return call.fail(Failure.ENDED, farewell.toString());
    }

    Reply answered(SmtpHeard reply) {
        return call.hear(reply);
    }

    /** What has no row is a code that does not answer what was asked; an answer before the question is seen before it is read. */
    @Override
    public Reply refuse(Command reply, Refusal why) {
        call.fail(Failure.NOT_THE_PROTOCOL, reply.toString());
        return Reply.NONE;
    }

    @Override
    public int longestLine() {
        return limits.line();
    }

    @Override
    public Parsed parse(Input input, Function<Class<? extends Command>, Optional<Refusal>> refusal) {
        return ReplySyntax.begin(input, longestLine(), this::broken);
    }

    private Parsed broken(Input input) {
        call.fail(Failure.NOT_THE_PROTOCOL, input.toString());
        return new Parsed.Malformed(Reply.NONE);
    }

    private Reply ehlo() {
        return Request.line("EHLO " + clientName);
    }

    private Reply handOver(Reply then) {
        call.handOver(new SmtpClient(call, channel, mode, listed));
        return then;
    }
}
