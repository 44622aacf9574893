package mailtls.conformance.serve;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailtls.conformance.command.Trouble;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.ListenerPolicy.Passwords;
import mailtls.tls.ListenerPolicy.Tls;
import mailtls.wire.Ascii;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * What the ports that begin in clear ask for, in our words or in Dovecot's. Ports with implicit TLS have nothing to
 * decide.
 *
 * <p>Our words can contradict each other: passwords in clear on a port that requires TLS is an error. With Dovecot's
 * words {@code required} wins, as it does there.
 */
final class PolicyOptions {

    @Option(
            names = "--tls",
            paramLabel = "[PROTOCOL=]MODE",
            description =
                    "What the ports that begin in clear do: cleartext-only, starttls-offered or starttls-required."
                            + " For one protocol alone: imap=MODE, pop3=MODE, smtp=MODE, submission=MODE."
                            + " Default: smtp=starttls-offered, the others starttls-required.")
    private List<String> tls = List.of();

    @Option(
            names = "--passwords",
            paramLabel = "[PROTOCOL=]RULE",
            description = "Over what a password may come: over-tls-only (default) or also-in-clear,"
                    + " which needs --tls starttls-offered or cleartext-only.")
    private List<String> passwords = List.of();

    @Option(
            names = "--ssl",
            paramLabel = "WORD",
            converter = DovecotWords.class,
            completionCandidates = DovecotWords.class,
            description = "The same in Dovecot's words: no is cleartext-only, yes is starttls-offered,"
                    + " required is starttls-required.")
    private Optional<String> ssl = Optional.empty();

    @Option(
            names = "--disable-plaintext-auth",
            paramLabel = "WORD",
            converter = YesOrNo.class,
            completionCandidates = YesOrNo.class,
            description = "The same in Dovecot's words: yes is over-tls-only, no is also-in-clear, except with --ssl"
                    + " required, which wins. Of the two, the one that is not given is yes.")
    private Optional<Answer> disablePlaintextAuth = Optional.empty();

    /**
     * Returns what a service does.
     *
     * @throws Trouble if what is asked for contradicts itself
     */
    ListenerPolicy policyOf(Service service) {
        if (ssl.isPresent() || disablePlaintextAuth.isPresent()) {
            refuseBothVocabularies();
            return service.beginsInClear() ? dovecotPolicy() : service.usualPolicy();
        }
        PerProtocol<Tls> modes = PerProtocol.of("--tls", tls, new Modes());
        PerProtocol<Passwords> rules = PerProtocol.of("--passwords", passwords, new Rules());
        return service.beginsInClear() ? ownPolicy(service, modes, rules) : service.usualPolicy();
    }

    private ListenerPolicy dovecotPolicy() {
        return ListenerPolicy.ofDovecot(ssl.orElse("yes"), disablePlaintextAuth.orElse(Answer.YES) == Answer.YES);
    }

    private static ListenerPolicy ownPolicy(Service service, PerProtocol<Tls> modes, PerProtocol<Passwords> rules) {
        Tls mode = modes.of(service).orElse(service.usualPolicy().tls());
        Passwords rule = rules.of(service).orElse(service.usualPolicy().passwords());
        try {
            return new ListenerPolicy(mode, rule);
        } catch (IllegalArgumentException contradiction) {
            throw Trouble.withUsage(
                    "--passwords also-in-clear contradicts --tls starttls-required, which is the default, for "
                            + service.protocolName(),
                    "say --tls starttls-offered or cleartext-only, or keep passwords over TLS");
        }
    }

    private void refuseBothVocabularies() {
        if (!tls.isEmpty() || !passwords.isEmpty()) {
            throw Trouble.withUsage(
                    "--tls and --passwords say the same as --ssl and --disable-plaintext-auth in other words",
                    "use one pair or the other");
        }
    }

    /** A setting for all protocols, and settings for single ones, which count more. The later of two counts. */
    private record PerProtocol<T>(Optional<T> all, Map<String, T> single) {

        static <T> PerProtocol<T> of(String option, List<String> values, Choice<T> words) {
            Optional<T> all = Optional.empty();
            Map<String, T> single = new HashMap<>();
            for (String value : values) {
                int sign = value.indexOf('=');
                T meaning = meaning(option, value.substring(sign + 1), words);
                if (sign < 0) {
                    all = Optional.of(meaning);
                } else {
                    single.put(protocol(option, value.substring(0, sign)), meaning);
                }
            }
            return new PerProtocol<>(all, single);
        }

        Optional<T> of(Service service) {
            return Optional.ofNullable(single.get(service.protocolName())).or(() -> all);
        }

        private static <T> T meaning(String option, String word, Choice<T> words) {
            try {
                return words.convert(word);
            } catch (TypeConversionException unknown) {
                throw Trouble.withUsage(option + ": " + unknown.getMessage(), "mailtls help serve explains them");
            }
        }

        private static String protocol(String option, String name) {
            List<String> known = Service.inClear().map(Service::protocolName).toList();
            if (!known.contains(Ascii.lower(name))) {
                throw Trouble.withUsage(
                        option + ": no port of “" + name + "” begins in clear",
                        "those that do are " + String.join(", ", known));
            }
            return Ascii.lower(name);
        }
    }

    private static final class Modes extends Choice<Tls> {
        Modes() {
            word("cleartext-only", Tls.CLEARTEXT_ONLY)
                    .word("starttls-offered", Tls.STARTTLS_OFFERED)
                    .word("starttls-required", Tls.STARTTLS_REQUIRED);
        }
    }

    private static final class Rules extends Choice<Passwords> {
        Rules() {
            word("over-tls-only", Passwords.OVER_TLS_ONLY).word("also-in-clear", Passwords.ALSO_IN_CLEAR);
        }
    }

    static final class DovecotWords extends Choice<String> {
        DovecotWords() {
            word("no", "no").word("yes", "yes").word("required", "required");
        }
    }

    /** No boolean: picocli takes those for options without a word. */
    private enum Answer {
        YES,
        NO
    }

    static final class YesOrNo extends Choice<Answer> {
        YesOrNo() {
            word("yes", Answer.YES).word("no", Answer.NO);
        }
    }
}
