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

    /** Begins an exchange over the channel. */
    Exchange begin(Channel channel);
}
