package mailtls.relay;

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

    /** TLS went wrong; the policy decides. The message was not sent. */
    record NoTls(HostPolicy.Problem problem, String detail) implements Attempt {}

    /** The host does not list REQUIRETLS over TLS, and the message needs it (RFC 8689 section 4.2.1). */
    record NoRequireTls() implements Attempt {}

    /** The host said 4yz, or went away. */
    record NotNow(String detail) implements Attempt {}

    /** The host said 5yz: nobody else needs to be asked. */
    record Never(String detail) implements Attempt {}
}
