package mailtls.smtp;

import java.util.Base64;
import java.util.Optional;
import mailtls.machine.CarriesPassword;
import mailtls.machine.Command;
import mailtls.wire.Ascii;
import mailtls.wire.Octets;

/** What a client may ask for: RFC 5321 section 4.1.1, and its extensions. */
sealed interface SmtpCommand extends Command {

    /** Returns the line that says it, secrets included; {@code toString} is for logs. */
    default String line() {
        return name();
    }

    /** Says who the client is, and asks for extensions. */
    record Ehlo(Domain client) implements SmtpCommand {
        @Override
        public String line() {
            return "EHLO " + client;
        }
    }

    /** Says who the client is, as RFC 821 had it. */
    record Helo(Domain client) implements SmtpCommand {
        @Override
        public String line() {
            return "HELO " + client;
        }
    }

    /** Asks for TLS (RFC 3207). */
    record StartTls() implements SmtpCommand {}

    /**
     * Begins a log-in (RFC 4954 section 4). What it discloses decides the channel, so there are three of it and each
     * has its own row.
     */
    sealed interface Authentication extends SmtpCommand {

        /** Returns the mechanism's name in upper case. */
        String mechanism();

        /** Returns the client's first response in base64, if it came along. */
        Optional<String> initialResponse();

        @Override
        default String name() {
            return "AUTH";
        }

        @Override
        default String line() {
            return "AUTH " + mechanism()
                    + initialResponse().map(response -> " " + response).orElse("");
        }
    }

    /** AUTH with a mechanism that keeps the password to itself, or that nobody knows. */
    record Auth(String mechanism, Optional<String> initialResponse) implements Authentication {
        @Override
        public String toString() {
            return "Auth[" + mechanism + "]";
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

    /** Begins a transaction. */
    record Mail(Path reversePath, Parameters parameters) implements SmtpCommand {
        @Override
        public String line() {
            return "MAIL FROM:" + reversePath + parameters;
        }
    }

    /** Adds a recipient. */
    record Rcpt(Path forwardPath, Parameters parameters) implements SmtpCommand {
        @Override
        public String line() {
            return "RCPT TO:" + forwardPath + parameters;
        }
    }

    /** Announces the message, to be ended by a dot. */
    record Data() implements SmtpCommand {}

    /** A part of the message, counted (RFC 3030): its octets belong to the command. */
    sealed interface Chunk extends SmtpCommand {

        /** Returns how many octets it has. */
        long size();

        /** Returns the octets; nothing where they were thrown away. */
        Optional<Octets> content();

        /** Returns this chunk with its octets. */
        Chunk with(Octets octets);

        @Override
        default String name() {
            return "BDAT";
        }
    }

    /** A part of the message that others follow. */
    record Bdat(long size, Optional<Octets> content) implements Chunk {
        @Override
        public Bdat with(Octets octets) {
            return new Bdat(size, Optional.of(octets));
        }

        @Override
        public String line() {
            return "BDAT " + size;
        }
    }

    /** The last part of the message. */
    record BdatLast(long size, Optional<Octets> content) implements Chunk {
        @Override
        public BdatLast with(Octets octets) {
            return new BdatLast(size, Optional.of(octets));
        }

        @Override
        public String line() {
            return "BDAT " + size + " LAST";
        }
    }

    /** Gives up the transaction. */
    record Rset() implements SmtpCommand {}

    /** Asks whether a user is known. */
    record Vrfy(String user) implements SmtpCommand {
        @Override
        public String line() {
            return "VRFY " + user;
        }
    }

    /** Asks who is on a mailing list; not offered here. */
    record Expn(String list) implements SmtpCommand {
        @Override
        public String line() {
            return "EXPN " + list;
        }
    }

    /** Asks for help. */
    record Help() implements SmtpCommand {}

    /** Asks for nothing. */
    record Noop() implements SmtpCommand {}

    /** Ends. */
    record Quit() implements SmtpCommand {}
}
