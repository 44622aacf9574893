package mailtls.sasl;

import mailtls.tls.Channel;

/** PLAIN (RFC 4616) from the client's side: one message, with the password in it. */
record ClientPlain(Credentials credentials) implements ClientMechanism {

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public boolean disclosesSecret() {
        return true;
    }

    @Override
    public boolean worksOver(Channel channel) {
        return true;
    }

    @Override
    public ClientExchange begin(Channel channel) {
        return new SingleMessage(Plain.message(credentials));
    }
}
