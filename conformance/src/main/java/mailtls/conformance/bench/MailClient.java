package mailtls.conformance.bench;

import mailtls.conformance.bench.Failure.Kind;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.MailProtocol;

/** A client of one of the protocols on one connection, with the few words that a load is made of. */
interface MailClient {

    /** Makes one. */
    static MailClient of(MailProtocol protocol, Link link) {
        return switch (protocol) {
            case IMAP -> new ImapClient(link);
            case POP3 -> new Pop3Client(link);
            case SMTP -> new SmtpClient(link);
        };
    }

    /** Hears the greeting. */
    void greeting() throws Failed;

    /** Returns whether the greeting has told what {@link #hello} would. */
    boolean greetingTellsAll();

    /** Returns whether {@link #hello} has to come before {@link #startTls}. */
    boolean helloComesFirst();

    /** Asks what the server can do. */
    void hello() throws Failed;

    /** Asks for TLS and hears the go-ahead. */
    void startTls() throws Failed;

    /** Logs in. */
    void login(Account account) throws Failed;

    /** Asks for nothing. */
    void noop() throws Failed;

    /** Gets ready to fetch. */
    void open() throws Failed;

    /** Fetches a message and lets it pass; returns its length in octets. */
    long fetch(int number) throws Failed;

    /** Says farewell. */
    void farewell() throws Failed;

    /** Does not go on where a reply does not mean yes. */
    static void requireYes(boolean isYes, String reply) throws Failed {
        if (!isYes) {
            throw new Failed(Kind.SAID_NO, reply);
        }
    }
}
