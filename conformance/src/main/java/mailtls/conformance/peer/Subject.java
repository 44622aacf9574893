package mailtls.conformance.peer;

/** What is examined: a server, or a client. It prints as a person would name it. */
public interface Subject {

    /** Returns what is spoken. */
    MailProtocol protocol();

    /** Returns how a connection comes to TLS. */
    Mode mode();
}
