package mailtls.conformance.suite.mutants;

import java.io.IOException;
import mailtls.conformance.peer.MailProtocol;

/** Servers that are wrong on purpose, for the tests of other packages. */
public final class TestServers {

    private TestServers() {}

    /** Starts one that serves over TLS what stood behind STARTTLS in clear, as in CVE-2011-0411. */
    public static Served keepingCleartext(MailProtocol protocol) throws IOException {
        Mutant mutant = switch (protocol) {
            case IMAP -> ImapMutant.KEEPS_BUFFERED_CLEARTEXT;
            case POP3 -> Pop3Mutant.KEEPS_BUFFERED_CLEARTEXT;
            case SMTP -> SmtpMutant.KEEPS_BUFFERED_CLEARTEXT;
        };
        return new Served(mutant.server().start(Kills.CONTEXT));
    }

    /** A server that listens on loopback until it is closed. */
    public static final class Served implements AutoCloseable {
        private final Running running;

        private Served(Running running) {
            this.running = running;
        }

        /** Returns its port. */
        public int port() {
            return running.port();
        }

        @Override
        public void close() throws IOException {
            running.close();
        }
    }
}
