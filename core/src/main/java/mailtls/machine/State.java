package mailtls.machine;

/** A state of a protocol's diagram. What enters it decides what the connection does next. */
public interface State {

    /** Returns what the connection does once this state is entered and the reply is sent. */
    default Next next() {
        return Next.READ;
    }

    /** What the connection does next. */
    enum Next {
        /** Reads on. */
        READ,
        /** Starts TLS; nothing more is said in clear. */
        HANDSHAKE,
        /** Closes. */
        CLOSE
    }
}
