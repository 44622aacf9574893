package mailtls.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mailtls.tls.TlsFacts;

/**
 * Something that happened on a connection and that its operator may want to know. Events carry no secrets: a password never
 * reaches one, and an account's name only in its {@linkplain Accounts#redacted redacted} form where the log-in failed.
 */
public sealed interface Event {

    /** Returns the event in words. */
    Description description();

    /** Returns what happened, in a few words that never change: what a person greps for and a machine switches on. */
    default String name() {
        return description().name();
    }

    /** Returns the details in a fixed order, as strings, numbers or booleans. */
    default Map<String, Object> fields() {
        return description().fields();
    }

    /** An event in words: what happened, and the details. */
    record Description(String name, Map<String, Object> fields) {

        static Description of(String name, Object... fieldsAndValues) {
            var fields = new LinkedHashMap<String, Object>();
            for (int i = 0; i < fieldsAndValues.length; i += 2) {
                fields.put((String) fieldsAndValues[i], fieldsAndValues[i + 1]);
            }
            return new Description(name, fields);
        }
    }

    /** A connection was accepted. */
    record Connected(String protocol, String mode, String address) implements Event {
        @Override
        public Description description() {
            return Description.of("connected", "protocol", protocol, "mode", mode, "address", address);
        }
    }

    /** A connection was closed at once. */
    record Refused(String reason) implements Event {
        @Override
        public Description description() {
            return Description.of("refused", "reason", reason);
        }
    }

    /**
     * Octets stood behind the STARTTLS command in clear, when the go-ahead had not been sent. They go to TLS (RFC 9051 section
     * 6.2.1): a client in a hurry is served, an injected command fails as a handshake.
     */
    record EarlyPlaintext(String protocol, int octets, Kind kind) implements Event {

        /** What the first of the octets looks like. */
        public enum Kind {
            TLS_RECORD("tls record"),
            TEXT("text");

            private final String word;

            Kind(String word) {
                this.word = word;
            }
        }

        @Override
        public Description description() {
            return Description.of("early plaintext", "protocol", protocol, "octets", octets, "kind", kind.word);
        }
    }

    /** The handshake is done. */
    record Secured(String mode, TlsFacts facts) implements Event {
        @Override
        public Description description() {
            return Description.of(
                    "secured",
                    "mode",
                    mode,
                    "version",
                    facts.version(),
                    "suite",
                    facts.suite(),
                    "server name",
                    facts.serverName().orElse("-"),
                    "alpn",
                    facts.applicationProtocol().orElse("-"),
                    "client certificate",
                    facts.peerName().orElse("-"),
                    "resumed",
                    facts.isResumed());
        }
    }

    /** The handshake failed; the connection is closed without another word. */
    record HandshakeFailed(String reason) implements Event {
        @Override
        public Description description() {
            return Description.of("handshake failed", "reason", reason);
        }
    }

    /**
     * A client sent a password in clear although it was told that this won't work. The password was not looked at, but whoever
     * listens has it now: the account's owner should change it.
     *
     * @param timesFromHere how often this client's address has done so, this time included
     */
    record PasswordInClear(String command, String account, int timesFromHere) implements Event {
        @Override
        public Description description() {
            return Description.of(
                    "password in clear",
                    "command",
                    command,
                    "account",
                    account,
                    "times from this address",
                    timesFromHere);
        }
    }

    /** A log-in succeeded. */
    record LoggedIn(String mechanism, String account) implements Event {
        @Override
        public Description description() {
            return Description.of("logged in", "mechanism", mechanism, "account", account);
        }
    }

    /** A log-in failed. */
    record LoginFailed(String mechanism, String account) implements Event {
        @Override
        public Description description() {
            return Description.of("login failed", "mechanism", mechanism, "account", account);
        }
    }

    /** A message was taken over. */
    record MessageAccepted(String with, int octets, int recipients) implements Event {
        @Override
        public Description description() {
            return Description.of("message accepted", "with", with, "octets", octets, "recipients", recipients);
        }
    }

    /** A message was refused after its content was read. */
    record MessageRefused(String reason) implements Event {
        @Override
        public Description description() {
            return Description.of("message refused", "reason", reason);
        }
    }

    /** The peer ended the TLS session without close_notify; what was unfinished is dropped (RFC 8446 section 6.1). */
    record Truncated() implements Event {
        @Override
        public Description description() {
            return Description.of("truncated");
        }
    }

    /** We ended the conversation unasked. */
    record SaidFarewell(String reason) implements Event {
        @Override
        public Description description() {
            return Description.of("farewell", "reason", reason);
        }
    }

    /** Our own code failed; this connection ends, the others don't notice. The stack trace is in the program's log. */
    record Faulted(String what) implements Event {
        @Override
        public Description description() {
            return Description.of("internal fault", "what", what);
        }
    }

    /** The connection is gone. */
    record Disconnected(long octetsIn, long octetsOut, long milliseconds) implements Event {
        @Override
        public Description description() {
            return Description.of(
                    "disconnected", "octets in", octetsIn, "octets out", octetsOut, "milliseconds", milliseconds);
        }
    }

    /**
     * Returns the event as one line: its name and its details, each as name=value, with tabs between them. Control characters,
     * also those that turn the direction of writing, and line ends, which a peer may have put into a name or a certificate, become
     * question marks: it must not write lines of its own.
     */
    static String toLine(Event event) {
        var line = new StringBuilder(event.name());
        event.fields()
                .forEach((field, value) -> line.append('\t')
                        .append(field.replace(' ', '-'))
                        .append('=')
                        .append(String.valueOf(value).replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?")));
        return line.toString();
    }

    /** How accounts appear in events. */
    final class Accounts {

        private Accounts() {}

        /** Returns the first letter and dots: enough for the owner to recognise it, too little for anybody else. */
        public static String redacted(String account) {
            return Optional.of(account)
                    .filter(name -> !name.isBlank())
                    .map(Accounts::firstAndDots)
                    .orElse("-");
        }

        private static String firstAndDots(String account) {
            char first = account.charAt(0);
            return (first > ' ' && first <= '~' ? first : '?') + "•••";
        }
    }
}
