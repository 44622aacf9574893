package mailtls.conformance.suite.mutants;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import mailtls.MailServer;
import mailtls.conformance.peer.Scheme;
import mailtls.connection.Endpoint;
import mailtls.machine.Protocol;
import mailtls.sasl.Accounts;
import mailtls.store.MailAccount;
import mailtls.store.Mailbox;
import mailtls.store.MemoryMailStore;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;

/**
 * A server that has something broken.
 *
 * @param scheme what it speaks, and how it comes to TLS
 * @param protocol its rules
 * @param fault what is wrong with its endpoint
 * @param wire what is wrong below that
 * @param hello which ClientHellos it answers wrong
 * @param isTextbook whether it is built as the examples of MINA have it
 * @param isAskedOnlyAboutIt whether it is asked only about the requirement that it breaks
 */
record Broken(
        Scheme scheme,
        Function<MailServer, Protocol> protocol,
        UnaryOperator<Endpoint> fault,
        WireFault wire,
        HelloFault hello,
        boolean isTextbook,
        boolean isAskedOnlyAboutIt) {

    static final String USER = "alice";
    static final String PASSWORD = "secret";
    static final String RECIPIENT = USER + "@example.org";

    private static final String HOST = "localhost";
    private static final String MESSAGE = "Subject: a message\r\n\r\nHello\r\n";
    private static final int MESSAGES = 4;
    private static final Accounts ACCOUNTS = new Accounts().add(USER, PASSWORD);
    private static final int MAILBOX = 1 << 20;

    /** Returns a server with nothing broken but, maybe, its rules. */
    static Broken of(Scheme scheme, Function<MailServer, Protocol> protocol) {
        return new Broken(scheme, protocol, UnaryOperator.identity(), WireFault.NONE, HelloFault.NONE, false, false);
    }

    Broken that(UnaryOperator<Endpoint> fault) {
        UnaryOperator<Endpoint> both = right -> fault.apply(this.fault.apply(right));
        return new Broken(scheme, protocol, both, wire, hello, isTextbook, isAskedOnlyAboutIt);
    }

    Broken that(WireFault fault) {
        return new Broken(scheme, protocol, this.fault, fault, hello, isTextbook, isAskedOnlyAboutIt);
    }

    Broken that(HelloFault fault) {
        return new Broken(scheme, protocol, this.fault, wire, fault, isTextbook, isAskedOnlyAboutIt);
    }

    Broken likeTheTextbook() {
        return new Broken(scheme, protocol, fault, wire, hello, true, isAskedOnlyAboutIt);
    }

    /** It says nothing where it should, so that each question costs the patience of whoever asks. */
    Broken mute() {
        return askedOnlyAboutIt();
    }

    /** Another has the same fault, and is asked about everything. */
    Broken again() {
        return askedOnlyAboutIt();
    }

    private Broken askedOnlyAboutIt() {
        return new Broken(scheme, protocol, fault, wire, hello, isTextbook, true);
    }

    /** Starts it. */
    Running start(SSLContext context) throws IOException {
        Protocol rules = protocol.apply(house());
        return isTextbook ? new TextbookMina(rules, context) : new MutantServer(this, rules, context);
    }

    private static MailServer house() {
        var store = new MemoryMailStore(MAILBOX, Set.of("example.org", HOST));
        deliver(store.addAccount(USER));
        store.addAccount("postmaster");
        return new MailServer(HOST, ACCOUNTS, store, Limits.DEFAULT);
    }

    private static void deliver(MailAccount account) {
        Mailbox inbox = account.mailbox(MailAccount.INBOX).orElseThrow();
        for (int message = 0; message < MESSAGES; message++) {
            inbox.append(Ascii.octets(MESSAGE), Set.of(), Instant.EPOCH);
        }
    }
}
