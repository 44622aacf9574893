package mailtls.client;

/** Why a client gave a connection up. Each stands for a rule that the server, or somebody on the way, has broken. */
public enum Failure {
    /** The server could not be reached. */
    UNREACHABLE("the server can't be reached", "RFC 9293 3.5"),
    /** It does not speak the protocol, or not as it should. */
    NOT_THE_PROTOCOL("the server says what is not in the protocol", "RFC 9051 2.2.2, RFC 1939 3, RFC 5321 4.2"),
    /** It greeted with a refusal. */
    NOT_WELCOME("the server does not want us", "RFC 9051 7.1.5, RFC 1939 3, RFC 5321 3.1"),
    /** STARTTLS is required and was not offered: taken out on the way, perhaps. */
    NOT_OFFERED("STARTTLS is required, and the server does not offer it", "RFC 8314 5.2"),
    /** STARTTLS was offered and refused. */
    REFUSED("STARTTLS is required, and the server refused it", "RFC 8314 5.2"),
    /** Something stood in clear behind the go-ahead, where TLS should begin. */
    EARLY_OCTETS("something stood in clear between the go-ahead and TLS", "RFC 9051 6.2.1, RFC 3207 4.2, RFC 2595 4"),
    /** An answer came before the question. */
    EARLY_REPLY("the server answered before it was asked", "RFC 5321 4.3.1, RFC 1939 3, RFC 9051 2.2.2"),
    /** It claimed in clear that we are logged in, which makes STARTTLS impossible. */
    PREAUTH_IN_CLEAR("the server says PREAUTH in clear", "RFC 9051 7.1.4"),
    /** The handshake failed; the certificate and its name are a part of it. */
    HANDSHAKE("the TLS handshake failed", "RFC 8446 6.2, RFC 9525 6.6"),
    /** TLS ended without close_notify: what came last may be cut off. */
    TRUNCATED("TLS was cut off", "RFC 8446 6.1"),
    /** The server went away. */
    ENDED("the server ended the connection", "RFC 9051 7.1.5, RFC 1939 3, RFC 5321 3.8"),
    /** It took too long. */
    TOO_SLOW("the server took too long", "RFC 5321 4.5.3.2"),
    /** It wants to send us to another server. */
    REFERRAL("the server refers us to another one", "RFC 2221 7"),
    /** The log-in failed. */
    LOGIN("the log-in failed", "RFC 4422 3.6"),
    /** There is no way to log in that both know and that is safe here. */
    NO_MECHANISM("there is no mechanism that both sides know and that may be used here", "RFC 4422 6.1.2"),
    /** A password was about to be sent in clear. */
    PASSWORD_IN_CLEAR("a password is not sent in clear", "RFC 8314 3, RFC 9051 6.2.3"),
    /** The server refused a command. */
    COMMAND("the server refused the command", "RFC 9051 7.1.2, RFC 1939 3, RFC 5321 4.2"),
    /** It lacks an extension that the message can't do without. */
    NO_EXTENSION("the server lacks an extension that the message needs", "RFC 6531 3.1, RFC 6152 3, RFC 8689 4.2.1"),
    /** Too many commands wait for their turn. */
    TOO_MANY("too many commands wait for their turn", "mailtls"),
    /** The connection was closed by our own side. */
    CLOSED("the connection is closed", "mailtls");

    private final String words;
    private final String source;

    Failure(String words, String source) {
        this.words = words;
        this.source = source;
    }

    /** Returns the failure in words. */
    public String words() {
        return words;
    }

    /** Returns where the rule is written. */
    public String source() {
        return source;
    }
}
