package mailtls.sasl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import mailtls.tls.Channel;
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
                new Single("PLAIN", Plain.message(credentials), Optional.empty(), true)));
    }

    /**
     * Returns EXTERNAL (RFC 4422 appendix A): who the client is says its certificate.
     *
     * @param actingFor whom it wants to act for, if not itself
     */
    public static ClientMechanisms external(Optional<String> actingFor) {
        return new ClientMechanisms(
                List.of(new Single("EXTERNAL", Ascii.utf8(actingFor.orElse("")), Optional.empty(), false)));
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
        String escaped = account.replace("=", "=3D").replace(",", "=2C");
        String message = "n,a=" + escaped + ",\u0001host=" + host + "\u0001port=" + port + "\u0001auth=Bearer "
                + new String(token.reveal()) + "\u0001\u0001";
        // To the server's error a client says one control-A, and then hears the no (RFC 7628 section 3.2.3).
        return new ClientMechanisms(
                List.of(new Single("OAUTHBEARER", Ascii.utf8(message), Optional.of(new byte[] {1}), true)));
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

    /** A mechanism of one message. */
    private record Single(String name, byte[] message, Optional<byte[]> toAnyChallenge, boolean disclosesSecret)
            implements ClientMechanism {

        @Override
        public boolean worksOver(Channel channel) {
            return true;
        }

        @Override
        public ClientExchange begin(Channel channel) {
            return new SingleMessage(message, toAnyChallenge);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
