package mailtls.sasl;

import mailtls.tls.Channel;

/** A way to log in (RFC 4422). It knows nothing of SMTP, IMAP or POP3. */
public interface Mechanism {

    /** Returns its registered name: “SCRAM-SHA-256”. */
    String name();

    /** Returns whether the password itself crosses the wire, for anybody on the way to read unless TLS is there. */
    boolean disclosesPassword();

    /** Returns whether it can be used over the channel: the -PLUS mechanisms need something to bind to. */
    boolean worksOver(Channel channel);

    /**
     * Returns whether it is listed over the channel. A client takes the best name it sees, so one that most clients could not go
     * through with is not listed, though it is taken from a client that knows better.
     */
    default boolean isListedOver(Channel channel) {
        return worksOver(channel);
    }

    /** Begins an exchange over the channel. */
    Exchange begin(Channel channel);
}
