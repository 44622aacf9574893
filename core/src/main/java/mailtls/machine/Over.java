package mailtls.machine;

import mailtls.tls.Channel;

/** The channel column of a table: over what a row holds. */
public enum Over {
    CLEARTEXT,
    TLS,
    EITHER;

    /** Returns whether a row marked so holds over the channel. */
    public boolean holds(Channel channel) {
        return holds(channel.isTls());
    }

    boolean holds(boolean tls) {
        return this == EITHER || tls == (this == TLS);
    }
}
