package mailtls.sasl;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mailtls.tls.Channel;
import mailtls.wire.Ascii;

/** The mechanisms of a house, the strongest first. */
public final class Mechanisms {

    private static final Set<String> DISCLOSING = Set.of("PLAIN", "LOGIN");

    private final List<Mechanism> all;

    /** Offers these mechanisms, in this order. */
    public Mechanisms(List<Mechanism> all) {
        this.all = List.copyOf(all);
    }

    /** Offers everything we have: SCRAM-SHA-256-PLUS, SCRAM-SHA-256, PLAIN, LOGIN. */
    public static Mechanisms of(Authenticator authenticator) {
        return new Mechanisms(List.of(
                Scram.sha256Plus(authenticator),
                Scram.sha256(authenticator),
                new Plain(authenticator),
                new Login(authenticator)));
    }

    /**
     * Returns the names to list.
     *
     * @param channel those that are listed over it
     * @param passwords whether those that disclose the password are among them
     */
    public List<String> offered(Channel channel, boolean passwords) {
        return all.stream()
                .filter(mechanism -> mechanism.isListedOver(channel))
                .filter(mechanism -> passwords || !mechanism.disclosesPassword())
                .map(Mechanism::name)
                .toList();
    }

    /** Returns the mechanism of that name, whatever the case of its letters, if it works over the channel. */
    public Optional<Mechanism> named(String name, Channel channel) {
        return all.stream()
                .filter(mechanism -> mechanism.name().equals(Ascii.upper(name)))
                .filter(mechanism -> mechanism.worksOver(channel))
                .findFirst();
    }

    /** Returns whether a mechanism of that name discloses the password, be it offered or not: a grammar has to know. */
    public static boolean disclosesPassword(String name) {
        return DISCLOSING.contains(Ascii.upper(name));
    }
}
