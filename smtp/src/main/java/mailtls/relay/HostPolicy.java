package mailtls.relay;

import java.util.Map;

/**
 * What one mail exchanger has to have before it gets mail, and what a relay does where it has not: the table of RFC 7672, RFC
 * 8461, RFC 8689 and RFC 3207 side by side.
 *
 * <p>Which one holds is decided by {@link PolicyFinder}: the message's own wish first, then DANE, then MTA-STS. Where two ask for
 * something, what holds asks for all that either does: neither may make the other's failure good (RFC 8461 section 2), and an
 * attacker who could choose the weaker one would.
 */
public enum HostPolicy {
    // spotless:off
    //                not offered          handshake fails      not the right one    else              source
    /** TLS if there is any (RFC 7435). */
    OPPORTUNISTIC(    Then.IN_CLEAR,       Then.AGAIN_IN_CLEAR, Then.GO_ON,          Proof.NONE,       "RFC 3207 4.1"),
    /** Usable TLSA records: who it is, DNSSEC says. */
    DANE(             Then.NEXT,           Then.NEXT,           Then.NEXT,           Proof.TLSA,       "RFC 7672 2.2"),
    /** TLSA records that are signed and can't be used: TLS, to whomever. */
    DANE_UNUSABLE(    Then.NEXT,           Then.NEXT,           Then.GO_ON,          Proof.NONE,       "RFC 7672 2.2"),
    /** The same, with MTA-STS enforced: DANE needs no proof then, which is no reason to do without the other one. */
    UNUSABLE_ENFORCE( Then.NEXT,           Then.NEXT,           Then.NEXT,           Proof.NAME,       "RFC 8461 2"),
    /** The same, with MTA-STS on trial: TLS there must be, and the name is only noted. */
    UNUSABLE_TESTING( Then.NEXT,           Then.NEXT,           Then.GO_ON,          Proof.NAME_NOTED, "RFC 8461 2"),
    /** The relay was told to send nothing to this domain without DANE, and there are no records to be used. */
    DANE_REQUIRED(    Then.NEXT,           Then.NEXT,           Then.NEXT,           Proof.IMPOSSIBLE, "RFC 7672 6"),
    /** What DNS says is forged, or can't be had. */
    DNS_FAILED(       Then.NEXT,           Then.NEXT,           Then.NEXT,           Proof.IMPOSSIBLE, "RFC 7672 2.1.2"),
    /** MTA-STS, enforced. */
    STS_ENFORCE(      Then.NEXT,           Then.NEXT,           Then.NEXT,           Proof.NAME,       "RFC 8461 5"),
    /** MTA-STS, enforced, and this host is not among those that the policy names. */
    STS_NOT_LISTED(   Then.NEXT,           Then.NEXT,           Then.NEXT,           Proof.IMPOSSIBLE, "RFC 8461 4.1"),
    /** MTA-STS, on trial: failures are noted, and nothing else. */
    STS_TESTING(      Then.IN_CLEAR,       Then.AGAIN_IN_CLEAR, Then.GO_ON,          Proof.NAME_NOTED, "RFC 8461 5"),
    /** The message must not travel without TLS. */
    REQUIRETLS(       Then.NEXT,           Then.NEXT,           Then.NEXT,           Proof.NAME,       "RFC 8689 4.2.1"),
    /** The message would rather arrive than be protected. */
    TLS_REQUIRED_NO(  Then.IN_CLEAR,       Then.AGAIN_IN_CLEAR, Then.GO_ON,          Proof.NONE,       "RFC 8689 4.2.2");
    // spotless:on

    /** What goes wrong. */
    public enum Problem {
        /** STARTTLS is not listed, or answered with 4yz or 5yz. */
        NOT_OFFERED,
        /** The handshake fails, for another reason than the certificate. */
        HANDSHAKE,
        /** The certificate is not the right one. */
        NOT_THE_RIGHT_ONE
    }

    /** What a relay does then. */
    public enum Then {
        /** Goes on in clear, on this connection. */
        IN_CLEAR,
        /** Goes on in clear, on a new connection. */
        AGAIN_IN_CLEAR,
        /** Goes on, encrypted to it does not know whom. */
        GO_ON,
        /** Tries the next host; after the last one the mail waits, or goes back. */
        NEXT
    }

    /** What proves that a host is the right one. */
    public enum Proof {
        /** Nothing is asked for. */
        NONE,
        /** A TLSA record. */
        TLSA,
        /** An authority, and the host's name. */
        NAME,
        /** The same, but a failure is only noted. */
        NAME_NOTED,
        /** Nothing could prove it: the host is not even asked. */
        IMPOSSIBLE
    }

    private final Map<Problem, Then> then;
    private final Proof proof;
    private final String source;

    HostPolicy(Then notOffered, Then handshakeFails, Then notTheRightOne, Proof proof, String source) {
        this.then = Map.of(
                Problem.NOT_OFFERED, notOffered,
                Problem.HANDSHAKE, handshakeFails,
                Problem.NOT_THE_RIGHT_ONE, notTheRightOne);
        this.proof = proof;
        this.source = source;
    }

    /** Returns what to do about a problem. */
    public Then then(Problem problem) {
        return then.getOrDefault(problem, Then.NEXT);
    }

    /** Returns what proves that the host is the right one. */
    public Proof proof() {
        return proof;
    }

    /** Returns where the rule is written. */
    public String source() {
        return source;
    }

    /** Returns the table as it stands in the documentation. */
    static String toMarkdown() {
        var table =
                new StringBuilder("| policy | not offered | handshake fails | not the right one | proof | source |\n"
                        + "| --- | --- | --- | --- | --- | --- |\n");
        for (HostPolicy policy : values()) {
            table.append("| %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            policy,
                            words(policy.then(Problem.NOT_OFFERED)),
                            words(policy.then(Problem.HANDSHAKE)),
                            words(policy.then(Problem.NOT_THE_RIGHT_ONE)),
                            words(policy.proof),
                            policy.source));
        }
        return table.toString();
    }

    private static String words(Enum<?> constant) {
        return mailtls.wire.Ascii.lower(constant.name()).replace('_', ' ');
    }
}
