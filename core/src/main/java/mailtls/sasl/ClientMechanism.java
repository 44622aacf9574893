package mailtls.sasl;

import mailtls.tls.Channel;

/** A way to log in (RFC 4422), seen from the client's side, with what it needs to know. */
public interface ClientMechanism {

    /** Returns its registered name: “SCRAM-SHA-256”. */
    String name();

    /** Returns whether the secret itself crosses the wire, for anybody on the way to read unless TLS is there. */
    boolean disclosesSecret();

    /** Returns whether it can be used over the channel: the -PLUS mechanisms need something to bind to, EXTERNAL a certificate. */
    boolean worksOver(Channel channel);

    /** Begins an exchange over the channel; it works over it. */
    ClientExchange begin(Channel channel);
}
