package mailtls.smtp;

import mailtls.machine.State;

/**
 * The states of an SMTP conversation. RFC 5321 draws no picture, but section 4.1.4 tells it:
 *
 * <pre>{@code
 *                  +-------------------- TLS -----------------------+
 *                  v                                                |
 *            +-----------+        +------------+   STARTTLS   +-----------+
 *    220 --> | CONNECTED | -EHLO> | IDENTIFIED | ------------>| UPGRADING |
 *            +-----------+        +------------+              +-----------+
 *                                  | MAIL   ^ ^ ^
 *                                  v        | | |  RSET, EHLO, from any state below
 *                           +--------+      | | +--------------------------------
 *                           | SENDER |      | |
 *                           +--------+      | | DATA and its end, or BDAT LAST
 *                                  | RCPT   | |
 *                                  v        | |
 *                        +-----------+      | |          +----------+
 *                        | RECIPIENT | -----+ +--------- | CHUNKING |
 *                        +-----------+ --- BDAT -------> +----------+
 *
 *    QUIT leads from any of them to CLOSED.
 * }</pre>
 */
enum SmtpState implements State {
    /** The client has not said who it is. */
    CONNECTED,
    /** It has; there is no mail transaction. */
    IDENTIFIED,
    /** A transaction has its reverse-path. */
    SENDER,
    /** A transaction has at least one forward-path. */
    RECIPIENT,
    /** A part of the message has come by BDAT (RFC 3030). */
    CHUNKING,
    /** TLS is being started; nothing more is said in clear. */
    UPGRADING {
        @Override
        public Next next() {
            return Next.HANDSHAKE;
        }
    },
    /** All is said. */
    CLOSED {
        @Override
        public Next next() {
            return Next.CLOSE;
        }
    }
}
