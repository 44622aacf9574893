package mailtls.conformance.serve;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import mailtls.MailServer;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.serve.CertificateOptions.Identity;
import mailtls.mina.Listener;
import mailtls.tls.Engines;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.TlsPolicy;
import mailtls.wire.Limits;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code mailtls serve}. */
@Command(
        name = "serve",
        description = {
            "Serves IMAP, POP3 and SMTP, each with STARTTLS and with implicit TLS.",
            "",
            "Without options it listens on 127.0.0.1, at ports 1000 above the standard ones, makes a certificate, and"
                    + " lets alice log in with the password secret. It prints a line for each port, the file with the"
                    + " authority to trust, commands to try, and, after the line “ready”, what happens. Mail is kept in"
                    + " memory. SIGTERM or Ctrl-C ends it.",
            ""
        },
        abbreviateSynopsis = true,
        sortOptions = false)
public final class Serve implements Callable<Integer> {

    private final PrintWriter out;

    @ArgGroup(validate = false, order = 1, heading = "Ports%n")
    private ListenerOptions listeners = new ListenerOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nWhat the ports that begin in clear ask for%n")
    private PolicyOptions policies = new PolicyOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nNames and accounts%n")
    private AccountOptions accounts = new AccountOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nThe certificate%n")
    private CertificateOptions certificate = new CertificateOptions();

    @ArgGroup(validate = false, order = 5, heading = "%nTLS%n")
    private TlsOptions tls = new TlsOptions();

    @ArgGroup(validate = false, order = 6, heading = "%nLimits%n")
    private LimitOptions limits = new LimitOptions();

    @ArgGroup(validate = false, order = 7, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    /**
     * Makes the command.
     *
     * @param out where it prints, and flushes after each line
     */
    public Serve(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        tls.prepareEngine(); // meanwhile the passwords are hashed
        // What was typed is looked at first, before anything is written or opened.
        Limits allowed = limits.limits();
        MailServer house = house(allowed);
        List<Listening> wanted = wanted(house);
        TlsPolicy policy = tls.policy();
        List<X509Certificate> clientAuthorities = tls.clientAuthorities();
        EngineChoice.Chosen engine = tls.engine();
        Identity identity = certificate.identity(names());
        Engines engines = engines(identity, clientAuthorities, policy, engine);
        try (var server = RunningServer.start(engines, allowed, output.log(out), output.wire(out), wanted)) {
            untilAskedToStop(server, () -> announce(server.listeners(), engine, identity));
        }
        return ExitStatus.OK;
    }

    /** Returns the house that the options describe. */
    MailServer house(Limits allowed) {
        return new MailServer(accounts.hostName(), accounts.authenticator(), accounts.store(), allowed);
    }

    private List<Listening> wanted(MailServer house) {
        return Stream.of(Service.values())
                .map(service -> wanted(service, house, policies.policyOf(service)))
                .toList();
    }

    private Listening wanted(Service service, MailServer house, ListenerPolicy policy) {
        return new Listening(
                service, new Listener(listeners.addressOf(service), service.protocol(house, policy), policy));
    }

    private static Engines engines(
            Identity identity, List<X509Certificate> clientAuthorities, TlsPolicy policy, EngineChoice.Chosen engine) {
        try {
            return new Engines(List.of(identity.server()), clientAuthorities, policy, engine.provider());
        } catch (IllegalArgumentException unknown) {
            throw Trouble.withUsage(
                    String.valueOf(unknown.getMessage()), "see --tls-min, --tls-max, --suites and --groups");
        }
    }

    /** What a client may call this machine. */
    private Set<String> names() {
        var names = new LinkedHashSet<>(List.of(accounts.hostName(), "localhost", "127.0.0.1", "::1"));
        InetAddress address = listeners.address();
        if (!address.isAnyLocalAddress()) {
            names.add(address.getHostAddress());
        }
        return names;
    }

    private void announce(List<Listening> open, EngineChoice.Chosen engine, Identity identity) {
        open.forEach(listening -> out.println(listening.line()));
        out.println("engine\t" + engine.name());
        identity.authority().ifPresent(file -> out.println("ca\t" + file));
        if (output.hasHints()) {
            var hints = new Hints(
                    accounts.hostName(), identity.authority(), accounts.someAccount(), accounts.wellKnownPassword());
            hints.of(open).forEach(command -> out.println("try\t" + command));
        }
        out.println("ready");
    }

    /** Announces only when it can be asked: who reads “ready” may end it at once. */
    private void untilAskedToStop(RunningServer server, Runnable announcement) {
        var hook = new Thread(() -> stop(server), "farewell");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            announcement.run();
            new CountDownLatch(1).await();
        } catch (InterruptedException asked) {
            // by a test: a signal ends it in the hook
        } finally {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    /** On SIGTERM and SIGINT the JVM would end with 143 and 130; but we did what we were asked to. */
    private void stop(RunningServer server) {
        server.close();
        out.println("stopped");
        Runtime.getRuntime().halt(ExitStatus.OK);
    }
}
