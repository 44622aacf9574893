package mailtls.machine;

import mailtls.tls.Channel;

/** A protocol and all that the house has decided about it. One for all connections of a listener. */
public interface Protocol {

    /** Returns its name in lower case, as in a URL scheme: “imap”. */
    String name();

    /** Returns the name it has in TLS (ALPN, RFC 7301): “imap”; empty where none is registered. */
    String applicationProtocol();

    /** Begins a conversation over a channel; there is a new one for each. */
    Conversation begin(Channel channel, Peer peer);

    /** Begins a conversation over a channel that STARTTLS has made. To a server that is no different. */
    default Conversation beginAgain(Channel channel, Peer peer) {
        return begin(channel, peer);
    }
}
