package mailtls.connection;

import mailtls.machine.Reply;

/** Sees every command and every reply. Secrets reach it already redacted: it is shown what was understood, not what was sent. */
public interface WireLog {

    /** Sees nothing. */
    WireLog OFF = new WireLog() {
        @Override
        public void heard(Object command) {}

        @Override
        public void said(Reply reply) {}
    };

    /** Sees what was understood of the peer's words; it prints without secrets. */
    void heard(Object command);

    /** Sees what is said; it may be mail, so a log should print its first line only. */
    void said(Reply reply);
}
