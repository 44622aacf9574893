package mailtls.relay;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mailtls.client.Expected;
import mailtls.client.TlsMode;
import mailtls.client.Trust;
import mailtls.relay.HostPolicy.Problem;
import mailtls.relay.HostPolicy.Proof;
import mailtls.relay.HostPolicy.Then;

/** Takes a message to a domain: host by host, each by what {@link HostPolicy} says of it. */
public final class Relay {

    private final Names names;
    private final PolicyFinder policies;
    private final Courier courier;
    private final Trust authorities;
    private final Consumer<TlsResult> results;
    private final Consumer<Step> steps;

    /**
     * Makes a relay.
     *
     * @param authorities who may vouch for a host's name, where that counts
     * @param results takes what a report on TLS is made of (RFC 8460)
     */
    public Relay(Names names, PolicyFinder policies, Courier courier, Trust authorities, Consumer<TlsResult> results) {
        this(names, policies, courier, authorities, results, step -> {});
    }

    /**
     * Makes a relay that is watched.
     *
     * @param steps is told each thing that it does
     */
    public Relay(
            Names names,
            PolicyFinder policies,
            Courier courier,
            Trust authorities,
            Consumer<TlsResult> results,
            Consumer<Step> steps) {
        this.names = names;
        this.policies = policies;
        this.courier = courier;
        this.authorities = authorities;
        this.results = results;
        this.steps = steps;
    }

    /** Tries to deliver a message to its domain, and returns what became of it. */
    public Result deliver(Consignment message) throws InterruptedException {
        Optional<List<Hop>> hops = policies.hops(message.domain(), message.wish());
        if (hops.isEmpty()) {
            return new Result.Deferred("4.4.3", "DNS can't say who takes mail for " + message.domain());
        }
        if (hops.get().isEmpty()) {
            return new Result.Bounced("5.1.10", message.domain() + " takes no mail (RFC 7505 3)");
        }
        if (isNowhere(message.domain(), hops.get())) {
            return new Result.Bounced(
                    "5.1.2", message.domain() + " has neither exchangers nor addresses (RFC 5321 5.1)");
        }
        return deliver(message, hops.get());
    }

    private boolean isNowhere(String domain, List<Hop> hops) {
        if (hops.size() > 1 || !hops.get(0).host().equals(domain)) {
            return false;
        }
        Answer<InetAddress> addresses = names.addresses(domain);
        return addresses.records().isEmpty() && !addresses.hasFailed();
    }

    private Result deliver(Consignment message, List<Hop> hops) throws InterruptedException {
        Result last = new Result.Deferred("4.4.1", "no host of " + message.domain() + " can be reached");
        for (Hop hop : hops) {
            steps.accept(new Step.Next(hop));
            Result result = deliver(message, hop);
            steps.accept(new Step.Settled(hop, result));
            if (!(result instanceof Result.Deferred) && !isOnlyAboutThisHost(result)) {
                return result;
            }
            last = graver(last, result);
        }
        return last;
    }

    /** What REQUIRETLS finds wrong at one host, another may have (RFC 8689 section 4.2.1). */
    private static boolean isOnlyAboutThisHost(Result result) {
        return result instanceof Result.Bounced bounced && bounced.status().startsWith("5.7.");
    }

    private static Result graver(Result before, Result now) {
        return before instanceof Result.Bounced ? before : now;
    }

    private Result deliver(Consignment message, Hop hop) throws InterruptedException {
        if (hop.policy().proof() == HostPolicy.Proof.IMPOSSIBLE) {
            results.accept(TlsResult.notAsked(message.domain(), hop));
            return failed(message, hop, "it is not asked: " + hop.reason());
        }
        Result last = new Result.Deferred("4.4.1", hop.host() + " can't be reached");
        for (InetAddress address : names.addresses(hop.host()).records()) {
            last = deliver(
                    message, hop, address, mode(hop, address), hop.policy().proof());
            if (!(last instanceof Result.Deferred)) {
                return last;
            }
        }
        return last;
    }

    private Result deliver(Consignment message, Hop hop, InetAddress address, TlsMode mode, Proof proof)
            throws InterruptedException {
        Attempt attempt = courier.attempt(address, mode, message);
        steps.accept(new Step.Tried(hop, address, proof, attempt));
        if (attempt instanceof Attempt.Delivered delivered) {
            if (!isSecondTry(hop, mode, proof)) {
                TlsResult.of(message.domain(), hop, address, delivered.overTls())
                        .forEach(results);
            }
            return new Result.Delivered(hop.host(), delivered.overTls(), delivered.refused());
        }
        if (attempt instanceof Attempt.NoTls wrong) {
            results.accept(TlsResult.failed(message.domain(), hop, address, wrong));
            return settle(message, hop, address, wrong);
        }
        if (attempt instanceof Attempt.NoRequireTls) {
            return new Result.Bounced("5.7.30", hop.host() + " does not support REQUIRETLS (RFC 8689 4.2.1)");
        }
        if (attempt instanceof Attempt.Never never) {
            return new Result.Bounced("5.0.0", hop.host() + ": " + never.detail());
        }
        return new Result.Deferred("4.0.0", hop.host() + ": " + ((Attempt.NotNow) attempt).detail());
    }

    /** What a policy lets be was counted when it failed. */
    private static boolean isSecondTry(Hop hop, TlsMode mode, Proof proof) {
        return mode instanceof TlsMode.Cleartext || proof != hop.policy().proof();
    }

    private Result settle(Consignment message, Hop hop, InetAddress address, Attempt.NoTls wrong)
            throws InterruptedException {
        Then then = hop.policy().then(wrong.problem());
        return switch (then) {
            case IN_CLEAR, AGAIN_IN_CLEAR -> deliver(message, hop, address, new TlsMode.Cleartext(), Proof.NONE);
            case GO_ON ->
                deliver(message, hop, address, new TlsMode.StartTlsRequired(whomever(hop, address)), Proof.NONE);
            case NEXT -> failed(message, hop, wrong.detail());
        };
    }

    private static Result failed(Consignment message, Hop hop, String detail) {
        String reason = hop.host() + ": " + detail + " (" + hop.policy() + ", "
                + hop.policy().source() + ")";
        return message.wish() == Wish.REQUIRETLS
                ? new Result.Bounced("5.7.10", reason)
                : new Result.Deferred("4.7.5", reason);
    }

    /** Where nothing is proved, opportunistic is all that TLS can be. */
    private TlsMode mode(Hop hop, InetAddress address) {
        return switch (hop.policy().proof()) {
            case TLSA -> new TlsMode.StartTlsRequired(expected(hop, address, new DaneTrust(hop.records())));
            case NAME, NAME_NOTED -> new TlsMode.StartTlsRequired(expected(hop, address, authorities));
            case NONE ->
                hop.policy().then(Problem.NOT_OFFERED) == Then.NEXT
                        ? new TlsMode.StartTlsRequired(whomever(hop, address))
                        : new TlsMode.StartTlsOpportunistic(whomever(hop, address));
            case IMPOSSIBLE -> throw new IllegalStateException("nobody is to be asked at " + hop.host());
        };
    }

    private static Expected whomever(Hop hop, InetAddress address) {
        return expected(hop, address, Trust.anybody());
    }

    private static Expected expected(Hop hop, InetAddress address, Trust trust) {
        return new Expected(hop.identifiers(address), trust);
    }
}
