package mailtls.sasl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/** What a client can log in with, the best first. */
public final class ClientMechanisms {

    private final List<ClientMechanism> mechanisms;

    private ClientMechanisms(List<ClientMechanism> mechanisms) {
        this.mechanisms = List.copyOf(mechanisms);
    }

    /** Returns the mechanisms for a password: SCRAM-SHA-256-PLUS, SCRAM-SHA-256, PLAIN. */
    public static ClientMechanisms password(Credentials credentials) {
        return new ClientMechanisms(List.of(
                new ClientScram(ClientScram.PLUS_NAME, credentials),
                new ClientScram(ClientScram.PLAIN_NAME, credentials),
                new ClientPlain(credentials)));
    }

    /**
     * Returns EXTERNAL (RFC 4422 appendix A): who the client is says its certificate. It is used only where one was shown in the
     * handshake of this very connection, and so never in clear.
     *
     * @param actingFor whom it wants to act for, if not itself
     */
    public static ClientMechanisms external(Optional<String> actingFor) {
        return new ClientMechanisms(List.of(new ClientExternal(actingFor)));
    }

    /**
     * Returns OAUTHBEARER (RFC 7628).
     *
     * @param account whose mail it is
     * @param host the server's name, as the client knows it
     * @param port its port
     * @param token what the authorization server gave
     */
    public static ClientMechanisms oauthBearer(String account, String host, int port, Secret token) {
        return new ClientMechanisms(List.of(new ClientOAuthBearer(account, host, port, token)));
    }

    /** Returns these mechanisms and then others. */
    public ClientMechanisms or(ClientMechanisms others) {
        var all = new ArrayList<>(mechanisms);
        all.addAll(others.mechanisms);
        return new ClientMechanisms(all);
    }

    /**
     * Returns the best mechanism that the server lists and that may be used over the channel: in clear none that would show a
     * secret, whatever the server lists (RFC 8314 section 3).
     *
     * @param listed what the server lists over this very channel
     */
    public Optional<ClientMechanism> best(Collection<String> listed, Channel channel) {
        return mechanisms.stream()
                .filter(mechanism ->
                        listed.stream().anyMatch(name -> Ascii.upper(name).equals(mechanism.name())))
                .filter(mechanism -> channel.isTls() || !mechanism.disclosesSecret())
                .filter(mechanism -> mechanism.worksOver(channel))
                .findFirst();
    }

    /** Returns, for people, why {@link #best} finds nothing. */
    public String whyNone(Collection<String> listed, Channel channel) {
        boolean isCertificateMissing = mechanisms.stream().anyMatch(ClientExternal.class::isInstance)
                && channel.facts().filter(TlsFacts::isCertificateShown).isEmpty();
        return "the server lists " + (listed.isEmpty() ? "none" : String.join(" ", listed))
                + (isCertificateMissing ? "; for EXTERNAL we have shown no certificate" : "");
    }
}
