package mailtls.conformance.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mailtls.conformance.peer.Target;
import mailtls.conformance.spec.Requirement;
import mailtls.conformance.spec.Requirement.Level;

/** What a server is for, which decides how much is asked of it. */
public enum Profile {
    /** Takes mail from anybody: it must not demand TLS. */
    MX25,
    /** Takes mail from its users, who come with STARTTLS. */
    SUBMISSION587,
    /** Takes mail from its users, with TLS first. */
    SUBMISSIONS465,
    ACCESS143,
    ACCESS993,
    ACCESS110,
    ACCESS995,
    /** Offers TLS, and takes passwords without it, too, on purpose: on a network that nobody else is on. */
    OPPORTUNISTIC,
    /** What should be must be. */
    STRICT,
    /** A client's: a library that other programs come to their mail with. */
    LIBRARY,
    /** A client's: what a person reads and sends mail with. */
    MUA,
    /** A client's: a relay that hands mail on to the next server. */
    MTA;

    private static final Set<Profile> OF_CLIENTS = Set.of(LIBRARY, MUA, MTA);

    /** What is asked of whoever has a password to lose, and knows which server it wants: a relay does not. */
    private static final List<String> NOT_FOR_MTA = List.of(
            "mail.mua.", "mail.identity.", "mail.srv.", "tls.identity.", "smtp.auth.plain.", "submission.no-cleartext");

    /** What depends on how a program that uses a library is set up. */
    private static final Set<String> NOT_FOR_LIBRARY =
            Set.of("mail.mua.default-level", "imap.tls.client-tries-both-ports");

    /** What only a server that is no public MX can be asked for. */
    private static final Set<String> NOT_FOR_MX = Set.of(
            "smtp.starttls.private-530",
            "smtp.starttls.private-530-enhanced",
            "smtp.auth.530-required",
            "smtp.auth.plain-over-tls-mti",
            "submission.port-587",
            "submission.auth-required-by-default",
            "submission.auth-supported",
            "mail.server.tls12");

    /** What a server that takes passwords in clear can't be asked for. */
    private static final Set<String> NOT_FOR_OPPORTUNISTIC = Set.of(
            "sasl.plain.default-only-protected",
            "sasl.negotiation.not-protected",
            "imap.auth.site-no-plaintext",
            "smtp.auth.site-no-plaintext",
            "pop3.user-refuse-plaintext",
            "smtp.starttls.private-530",
            "smtp.starttls.private-530-enhanced");

    /** What only a public MX can be asked for. */
    private static final Set<String> ONLY_FOR_MX =
            Set.of("smtp.starttls.public-mx-not-required", "dane.sni.server-not-enforce", "sts.sni.server-not-enforce");

    /**
     * What a server may have reasons for: the RFC asks the client for an EHLO, and for TLS before REQUIRETLS; and our address may be
     * one that it relays for, and asks for no login (RFC 6409 section 4.3).
     */
    private static final Set<String> DOUBTFUL = Set.of(
            "smtp.ehlo.mail-without-ehlo-refused",
            "submission.auth-required-by-default",
            "submission.no-open-relay",
            "requiretls.only-over-tls");

    /**
     * What many servers get wrong as they come, their TLS library perhaps, and what gives nothing away: another alert or another code
     * for the same refusal, TLS that ends without a farewell, old key exchange for who offers nothing newer, a bare LF for a CRLF, a
     * list after the log-in that lacks how to log in.
     */
    private static final Set<String> VENIAL = Set.of(
            "tls.version.old-hello-alert",
            "tls.suites.forward-secrecy",
            "tls.kex.rsa-forbidden",
            "tls.kex.ffdhe-forbidden",
            "tls.kex.static-dh-forbidden",
            "tls.alpn.no-overlap-alert",
            "tls12.close-notify-response",
            "tls13.close-notify",
            "imap.auth.cancel-bad",
            "pop3.auth.sasl-stays-announced",
            "pop3.capa.authorization-in-both-states",
            "smtp.auth.bad-base64-501",
            "smtp.auth.cancel-501",
            "smtp.auth.unusable-mechanism-504",
            "smtp.line.crlf-only");

    /** Returns what a server is for, going by the scheme of its URL. */
    public static Profile of(Target target) {
        return switch (target.scheme()) {
            case IMAP -> ACCESS143;
            case IMAPS -> ACCESS993;
            case POP3 -> ACCESS110;
            case POP3S -> ACCESS995;
            case SMTP -> MX25;
            case SUBMISSION -> SUBMISSION587;
            case SMTPS, SUBMISSIONS -> SUBMISSIONS465;
        };
    }

    /** Returns whether it is a client's. */
    public boolean isOfClients() {
        return OF_CLIENTS.contains(this);
    }

    /** Returns the profile with a name. */
    public static Optional<Profile> named(String name) {
        return Arrays.stream(values())
                .filter(profile -> profile.toString().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Returns whether something is asked of such a server at all. */
    public boolean asks(Requirement requirement) {
        return switch (this) {
            case MX25 -> !NOT_FOR_MX.contains(requirement.id());
            case OPPORTUNISTIC ->
                !NOT_FOR_OPPORTUNISTIC.contains(requirement.id()) && !ONLY_FOR_MX.contains(requirement.id());
            case MTA -> NOT_FOR_MTA.stream().noneMatch(requirement.id()::startsWith);
            case LIBRARY -> !NOT_FOR_LIBRARY.contains(requirement.id());
            default -> !ONLY_FOR_MX.contains(requirement.id());
        };
    }

    /** Returns what is to be said of a server that does not keep a requirement. */
    public Verdict whenBroken(Requirement requirement) {
        Level level = requirement.level();
        return switch (level) {
            case MUST, MUST_NOT -> isExcusable(requirement) ? doubt() : Verdict.FAIL;
            case SHOULD, SHOULD_NOT -> doubt();
            case MAY -> Verdict.INFO;
        };
    }

    private static boolean isExcusable(Requirement requirement) {
        return DOUBTFUL.contains(requirement.id()) || VENIAL.contains(requirement.id());
    }

    private Verdict doubt() {
        return this == STRICT ? Verdict.FAIL : Verdict.WARN;
    }

    /** Returns its name as it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
