package mailtls.pop3;

import java.util.Base64;
import java.util.Optional;
import mailtls.machine.CarriesPassword;
import mailtls.machine.Command;
import mailtls.sasl.Secret;
import mailtls.wire.Ascii;

/** What a POP3 client can ask for. A message is named by its number in the maildrop, from 1. */
sealed interface Pop3Command extends Command {

    /** Asks what the server can do (RFC 2449 section 5). */
    record Capa() implements Pop3Command {}

    /** Asks for TLS (RFC 2595 section 4). */
    record Stls() implements Pop3Command {}

    /** Says whose maildrop is wanted (RFC 1939 section 7). */
    record User(String mailbox) implements Pop3Command {}

    /** Shows the password; it may hold spaces (RFC 1939 section 7). */
    record Pass(Secret password) implements Pop3Command, CarriesPassword {
        @Override
        public String account() {
            return ""; // USER said it, and was refused
        }
    }

    /**
     * Begins a SASL exchange (RFC 5034 section 4). What it may disclose decides the channel, so there are three of it and
     * each has its own row.
     */
    sealed interface Authentication extends Pop3Command {

        /** Returns the mechanism's name as the client wrote it. */
        String mechanism();

        /** Returns the client's first response in base64, if it came along. */
        Optional<String> initialResponse();

        @Override
        default String name() {
            return "AUTH";
        }
    }

    /** AUTH with a mechanism that keeps the password to itself, or that nobody knows. */
    record Auth(String mechanism, Optional<String> initialResponse) implements Authentication {
        @Override
        public String toString() {
            return "Auth[" + Ascii.printable(mechanism) + "]";
        }
    }

    /** AUTH with a mechanism that sends the password, which has not come yet. */
    record AuthPlaintext(String mechanism) implements Authentication {
        @Override
        public Optional<String> initialResponse() {
            return Optional.empty();
        }
    }

    /** AUTH with a mechanism that sends the password, and a response in which it has come already. */
    record AuthWithPassword(String mechanism, String response) implements Authentication, CarriesPassword {
        @Override
        public Optional<String> initialResponse() {
            return Optional.of(response);
        }

        /** Returns the authentication identity of a PLAIN response (RFC 4616 section 2). */
        @Override
        public String account() {
            try {
                String[] parts =
                        Ascii.text(Base64.getDecoder().decode(response)).split("\0", -1);
                return parts.length == 3 ? parts[1] : "";
            } catch (IllegalArgumentException notBase64) {
                return "";
            }
        }

        @Override
        public String toString() {
            return "AuthWithPassword[" + mechanism + "]";
        }
    }

    /** Asks how many messages there are, and how many octets they have (RFC 1939 section 5). */
    record Stat() implements Pop3Command {}

    /** Asks for the size of one message or of each (RFC 1939 section 5). */
    record List(Optional<Integer> message) implements Pop3Command {}

    /** Asks for a message (RFC 1939 section 5). */
    record Retr(int message) implements Pop3Command {}

    /** Marks a message as deleted (RFC 1939 section 5). */
    record Dele(int message) implements Pop3Command {}

    /** Asks for nothing but an answer (RFC 1939 section 5). */
    record Noop() implements Pop3Command {}

    /** Takes all marks back (RFC 1939 section 5). */
    record Rset() implements Pop3Command {}

    /** Asks for a message's header and the first lines of its body (RFC 1939 section 7). */
    record Top(int message, int lines) implements Pop3Command {}

    /** Asks for the unique-id of one message or of each (RFC 1939 section 7). */
    record Uidl(Optional<Integer> message) implements Pop3Command {}

    /** Ends the session (RFC 1939 sections 4 and 6). */
    record Quit() implements Pop3Command {}
}
