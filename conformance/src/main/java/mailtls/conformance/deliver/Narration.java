package mailtls.conformance.deliver;

import java.io.PrintWriter;
import java.util.function.Consumer;
import mailtls.relay.Attempt;
import mailtls.relay.Consignment;
import mailtls.relay.Hop;
import mailtls.relay.HostPolicy.Proof;
import mailtls.relay.Result;
import mailtls.relay.Step;
import mailtls.relay.TlsResult;
import mailtls.wire.Ascii;

/** Prints what a relay does: a line for each host with its policy, one for each address, and the end. */
final class Narration implements Consumer<Step> {

    private final PrintWriter out;
    private final boolean isDry;

    Narration(PrintWriter out, boolean isDry) {
        this.out = out;
        this.isDry = isDry;
    }

    void begin(Consignment message) {
        String wish = switch (message.wish()) {
            case NONE -> "";
            case REQUIRETLS -> ", REQUIRETLS (RFC 8689 2)";
            case TLS_REQUIRED_NO -> ", TLS-Required: No (RFC 8689 3)";
        };
        say("%s: %s%s"
                .formatted(message.domain(), isDry ? "dry run" : "a message for " + message.forwardPaths(), wish));
    }

    @Override
    public void accept(Step step) {
        if (step instanceof Step.Next next) {
            tell(next.hop());
        } else if (step instanceof Step.Tried tried) {
            say("    %s: %s".formatted(tried.address().getHostAddress(), words(tried)));
        } else if (step instanceof Step.Settled settled
                && settled.hop().policy().proof() == Proof.IMPOSSIBLE) {
            say("    not asked");
        }
    }

    /** The domain has a policy of MTA-STS that could not be had. */
    void missed(TlsResult missed) {
        say("  MTA-STS: %s: %s%s"
                .formatted(
                        missed.failure().map(TlsResult.Failure::word).orElse(""),
                        missed.detail(),
                        missed.published().isEmpty() ? "" : "; what is known of it holds"));
    }

    void end(Result result) {
        if (result instanceof Result.Delivered delivered) {
            delivered
                    .refused()
                    .forEach(recipient ->
                            say("    %s is refused: %s".formatted(recipient.forwardPath(), recipient.answer())));
        }
        say(words(result));
    }

    private void tell(Hop hop) {
        say("  %s: %s (%s): %s".formatted(hop.host(), hop.policy(), hop.policy().source(), hop.reason()));
        hop.records().forEach(record -> say("    TLSA " + record));
    }

    private String words(Step.Tried tried) {
        Attempt attempt = tried.attempt();
        if (attempt instanceof Attempt.Delivered delivered) {
            String how = delivered
                    .tls()
                    .map(tls -> "over " + tls + ", " + proved(tried.proof()))
                    .orElse("in clear: anybody on the way can read it");
            return (isDry ? "would be taken " : "taken ") + how;
        }
        if (attempt instanceof Attempt.NoTls wrong) {
            return words(wrong.problem()) + ", so: "
                    + words(tried.hop().policy().then(wrong.problem())) + "; " + wrong.detail();
        }
        if (attempt instanceof Attempt.NotNow later) {
            return "not now: " + later.detail();
        }
        return attempt instanceof Attempt.Never never ? "never: " + never.detail() : "does not list REQUIRETLS";
    }

    /** As the table of policies has them in docs/relay.md. */
    private static String words(Enum<?> cell) {
        return Ascii.lower(cell.name()).replace('_', ' ');
    }

    private static String proved(Proof proof) {
        return switch (proof) {
            case TLSA -> "and a TLSA record proves who it is";
            case NAME, NAME_NOTED -> "and its certificate proves who it is";
            case NONE, IMPOSSIBLE -> "to whomever: nothing proves who it is";
        };
    }

    private String words(Result result) {
        if (result instanceof Result.Delivered delivered) {
            return "%s %s, %s"
                    .formatted(
                            isDry ? "WOULD BE DELIVERED to" : "DELIVERED to",
                            delivered.host(),
                            delivered.overTls() ? "over TLS" : "in clear");
        }
        return result instanceof Result.Bounced bounced
                ? "BOUNCED " + bounced.status() + " " + bounced.reason()
                : "DEFERRED " + ((Result.Deferred) result).status() + " " + ((Result.Deferred) result).reason();
    }

    /** What DNS and hosts say is in it, on one line and printable. */
    private void say(String line) {
        out.println(Ascii.printable(line));
        out.flush();
    }
}
