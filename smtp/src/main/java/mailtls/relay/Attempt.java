package mailtls.relay;

import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import mailtls.smtp.SmtpSent;

/** What came of trying one address of one host. */
public sealed interface Attempt {

    /**
     * The host has taken the message, for some of its recipients at least.
     *
     * @param tls version and cipher suite; nothing in clear
     * @param refused those whom it has not taken it for, with what it said: some for now, some for good
     */
    record Delivered(Optional<String> tls, List<SmtpSent.Recipient> refused) implements Attempt {

        public Delivered {
            refused = List.copyOf(refused);
        }

        /** Returns whether it went over TLS. */
        public boolean overTls() {
            return tls.isPresent();
        }
    }

    /**
     * TLS went wrong; the policy decides. The message was not sent.
     *
     * @param failure the same as a report calls it
     */
    record NoTls(HostPolicy.Problem problem, TlsResult.Failure failure, String detail) implements Attempt {

        /** What went wrong, and nothing more precise is known. */
        public NoTls(HostPolicy.Problem problem, String detail) {
            this(problem, TlsResult.Failure.of(problem), detail);
        }

        /** The certificate was not the right one. */
        static NoTls disbelieved(CertificateException why, String detail) {
            return new NoTls(HostPolicy.Problem.NOT_THE_RIGHT_ONE, TlsResult.Failure.of(why), detail);
        }
    }

    /** The host does not list REQUIRETLS over TLS, and the message needs it (RFC 8689 section 4.2.1). */
    record NoRequireTls() implements Attempt {}

    /** The host said 4yz, or went away. */
    record NotNow(String detail) implements Attempt {}

    /** The host said 5yz: nobody else needs to be asked. */
    record Never(String detail) implements Attempt {}
}
