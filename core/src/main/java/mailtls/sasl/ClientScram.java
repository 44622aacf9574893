package mailtls.sasl;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.tls.Channel;
import mailtls.tls.ChannelBindings;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/**
 * SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677) from the client's side. A client that could bind to the channel
 * and sees no -PLUS says so; a server that did list it knows then that somebody on the way took it out (RFC 5802 section 6).
 *
 * @param name with or without -PLUS
 * @param credentials who logs in
 */
record ClientScram(String name, Credentials credentials) implements ClientMechanism {

    static final String PLAIN_NAME = "SCRAM-SHA-256";
    static final String PLUS_NAME = "SCRAM-SHA-256-PLUS";

    /**
     * The most rounds of hashing a server may ask for; more would be an attack on the client's time (RFC 7677 section 4 asks for
     * 4,096 at least).
     */
    static final int MOST_ITERATIONS = 2_000_000;

    private static final Pattern ITERATIONS = Pattern.compile("(?:^|.*,)i=([0-9]{1,9})(?:,.*)?", Pattern.DOTALL);

    @Override
    public boolean disclosesSecret() {
        return false;
    }

    @Override
    public boolean worksOver(Channel channel) {
        return !name.equals(PLUS_NAME) || binding(channel).isPresent();
    }

    @Override
    public ClientExchange begin(Channel channel) {
        var builder = ScramClient.builder()
                .advertisedMechanisms(List.of(name))
                .username(credentials.account())
                .password(credentials.password().reveal());
        credentials.actingFor().ifPresent(builder::authzid);
        binding(channel).ifPresent(binding -> builder.channelBinding(binding.type(), binding.data()));
        return new Exchange(builder.build());
    }

    private record Binding(String type, byte[] data) {}

    private static Optional<Binding> binding(Channel channel) {
        Optional<ChannelBindings> all = channel.facts().map(TlsFacts::channelBindings);
        return all.flatMap(bindings -> bindings.types().stream()
                .findFirst()
                .flatMap(type -> bindings.of(type).map(data -> new Binding(type, data))));
    }

    /** The messages in their order; anything else gives up. */
    private static final class Exchange implements ClientExchange {

        private enum Next {
            SERVER_FIRST,
            SERVER_FINAL,
            NOTHING
        }

        private final ScramClient client;
        private Next next = Next.SERVER_FIRST;
        private boolean satisfied;

        Exchange(ScramClient client) {
            this.client = client;
        }

        @Override
        public byte[] initialResponse() {
            return Ascii.utf8(client.clientFirstMessage().toString());
        }

        @Override
        public Optional<byte[]> respond(byte[] challenge) {
            try {
                return Ascii.fromUtf8(challenge).isPresent()
                        ? take(Ascii.fromUtf8(challenge).get())
                        : Optional.empty();
            } catch (ScramException | IllegalArgumentException | IllegalStateException notScram) {
                next = Next.NOTHING;
                return Optional.empty();
            }
        }

        private Optional<byte[]> take(String message) throws ScramException {
            switch (next) {
                case SERVER_FIRST -> {
                    if (!isAffordable(message)) {
                        return Optional.empty();
                    }
                    client.serverFirstMessage(message);
                    next = Next.SERVER_FINAL;
                    return Optional.of(Ascii.utf8(client.clientFinalMessage().toString()));
                }
                case SERVER_FINAL -> {
                    client.serverFinalMessage(message);
                    next = Next.NOTHING;
                    satisfied = true;
                    return Optional.of(new byte[0]);
                }
                case NOTHING -> {
                    return Optional.empty();
                }
            }
            throw new IllegalStateException(next.toString());
        }

        private static boolean isAffordable(String serverFirst) {
            Matcher asked = ITERATIONS.matcher(serverFirst);
            return asked.matches() && Integer.parseInt(asked.group(1)) <= MOST_ITERATIONS;
        }

        @Override
        public boolean isSatisfied() {
            return satisfied;
        }
    }
}
