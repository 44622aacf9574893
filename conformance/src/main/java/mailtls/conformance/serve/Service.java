package mailtls.conformance.serve;

import java.util.function.BiFunction;
import java.util.stream.Stream;
import mailtls.MailServer;
import mailtls.imap.Imap;
import mailtls.machine.Protocol;
import mailtls.pop3.Pop3;
import mailtls.smtp.Smtp;
import mailtls.tls.ListenerPolicy;

/** What is served, each on its registered port. */
enum Service {
    // spotless:off
    //                name           port  usual policy                      protocol
    IMAP(            "imap",         143, ListenerPolicy.STARTTLS_REQUIRED, Imap::server),
    IMAP_OVER_TLS(   "imap",         993, ListenerPolicy.IMPLICIT,          Imap::server),
    POP3(            "pop3",         110, ListenerPolicy.STARTTLS_REQUIRED, Pop3::server),
    POP3_OVER_TLS(   "pop3",         995, ListenerPolicy.IMPLICIT,          Pop3::server),
    MX(              "smtp",          25, ListenerPolicy.STARTTLS_OFFERED,  Smtp::mx),
    SUBMISSION(      "submission",   587, ListenerPolicy.STARTTLS_REQUIRED, Smtp::submission),
    SUBMISSIONS(     "submissions",  465, ListenerPolicy.IMPLICIT,          (house, tls) -> Smtp.submissions(house));
    // spotless:on

    private final String protocolName;
    private final int port;
    private final ListenerPolicy usualPolicy;
    private final BiFunction<MailServer, ListenerPolicy, Protocol> protocol;

    Service(
            String protocolName,
            int port,
            ListenerPolicy usualPolicy,
            BiFunction<MailServer, ListenerPolicy, Protocol> protocol) {
        this.protocolName = protocolName;
        this.port = port;
        this.usualPolicy = usualPolicy;
        this.protocol = protocol;
    }

    /** Returns those whose connections begin in clear. */
    static Stream<Service> inClear() {
        return Stream.of(values()).filter(Service::beginsInClear);
    }

    /** Returns the protocol's name as it is printed. */
    String protocolName() {
        return protocolName;
    }

    /** Returns the registered port. */
    int port() {
        return port;
    }

    /** Returns what it does unless something else is asked for. */
    ListenerPolicy usualPolicy() {
        return usualPolicy;
    }

    /** Returns whether its connections begin in clear. */
    boolean beginsInClear() {
        return !usualPolicy.isImplicit();
    }

    /** Returns the protocol as this house speaks it. */
    Protocol protocol(MailServer house, ListenerPolicy policy) {
        return protocol.apply(house, policy);
    }
}
