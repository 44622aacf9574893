package mailtls.relay;

/** What came of trying one address of one host. */
public sealed interface Attempt {

    /** The host has taken the message. */
    record Delivered(boolean overTls) implements Attempt {}

    /** TLS went wrong; the policy decides. The message was not sent. */
    record NoTls(HostPolicy.Problem problem, String detail) implements Attempt {}

    /** The host does not list REQUIRETLS over TLS, and the message needs it (RFC 8689 section 4.2.1). */
    record NoRequireTls() implements Attempt {}

    /** The host said 4yz, or went away. */
    record NotNow(String detail) implements Attempt {}

    /** The host said 5yz: nobody else needs to be asked. */
    record Never(String detail) implements Attempt {}
}
