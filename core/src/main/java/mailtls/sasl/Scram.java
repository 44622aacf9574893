package mailtls.sasl;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import mailtls.tls.Channel;
import mailtls.tls.ChannelBindings;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/**
 * SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677): the client proves that it knows the password without sending it, the
 * server proves that it knows it too, and with -PLUS both prove that they see the same TLS session.
 */
final class Scram implements Mechanism {

    private static final ScramMechanism HASH = ScramMechanism.SCRAM_SHA_256;
    private static final int NONCE_LENGTH = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Authenticator authenticator;
    private final boolean plus;

    private Scram(Authenticator authenticator, boolean plus) {
        this.authenticator = authenticator;
        this.plus = plus;
    }

    static Scram sha256(Authenticator authenticator) {
        return new Scram(authenticator, false);
    }

    static Scram sha256Plus(Authenticator authenticator) {
        return new Scram(authenticator, true);
    }

    @Override
    public String name() {
        return plus ? "SCRAM-SHA-256-PLUS" : "SCRAM-SHA-256";
    }

    @Override
    public boolean disclosesPassword() {
        return false;
    }

    @Override
    public boolean worksOver(Channel channel) {
        return !plus || bindings(channel).isPresent();
    }

    /**
     * With {@code tls-server-end-point} alone -PLUS works, but is not listed: nothing tells a client which types we have, and over
     * TLS 1.3 it will try {@code tls-exporter} (RFC 9266 section 3) and fail.
     */
    @Override
    public boolean isListedOver(Channel channel) {
        return !plus || bindings(channel).filter(Scram::haveExporter).isPresent();
    }

    private static boolean haveExporter(ChannelBindings bindings) {
        return bindings.types().contains(ChannelBindings.EXPORTER);
    }

    @Override
    public Exchange begin(Channel channel) {
        return new Proving(bindings(channel));
    }

    private static Optional<ChannelBindings> bindings(Channel channel) {
        return channel.facts()
                .map(TlsFacts::channelBindings)
                .filter(bindings -> !bindings.types().isEmpty());
    }

    /** One exchange: client-first, server-first, client-final, server-final, and the client's empty thanks. */
    private final class Proving implements Exchange {

        private final Optional<ChannelBindings> bindings;

        /** What takes the next response; each step is taken once. */
        private Function<String, Outcome> expected = this::clientFirst;

        private Proving(Optional<ChannelBindings> bindings) {
            this.bindings = bindings;
        }

        @Override
        public byte[] firstChallenge() {
            return new byte[0];
        }

        @Override
        public Outcome respond(byte[] response) {
            Function<String, Outcome> step = expected;
            expected = over -> new Outcome.Malformed();
            return Ascii.fromUtf8(response).map(step).orElseGet(Outcome.Malformed::new);
        }

        private Outcome clientFirst(String message) {
            return ScramMessages.First.parse(message).map(this::challenge).orElseGet(Outcome.Malformed::new);
        }

        private Outcome challenge(ScramMessages.First first) {
            if (!acceptsBinding(first) || !first.actingFor().equals(first.account())) {
                return new Outcome.Denied(first.account());
            }
            ScramKeys keys = authenticator.scramKeys(first.account());
            String nonce = first.nonce() + ScramFunctions.nonce(NONCE_LENGTH, RANDOM);
            String serverFirst = "r=" + nonce + ",s=" + base64(keys.salt()) + ",i=" + keys.iterations();
            expected = message -> ScramMessages.Final.parse(message)
                    .map(last -> verify(first, nonce, serverFirst, last, keys))
                    .orElseGet(Outcome.Malformed::new);
            return new Outcome.Ask(Ascii.utf8(serverFirst));
        }

        /**
         * What a client may say about binding (RFC 5802 section 6). A client that could bind but believes that we can't, although
         * we listed -PLUS, has been lied to on the way.
         */
        private boolean acceptsBinding(ScramMessages.First first) {
            return switch (first.flag()) {
                case "n" -> !plus;
                case "y" -> !plus && bindings.filter(Scram::haveExporter).isEmpty();
                default -> plus && bindingData(first).isPresent();
            };
        }

        private Outcome verify(
                ScramMessages.First first, String nonce, String serverFirst, ScramMessages.Final last, ScramKeys keys) {
            String auth = first.bare() + "," + serverFirst + "," + last.withoutProof();
            boolean proven = last.proof().length == keys.storedKey().length
                    && ScramFunctions.verifyClientProof(HASH, last.proof(), keys.storedKey(), auth);
            boolean bound = MessageDigest.isEqual(last.binding(), expectedBinding(first));
            if (!proven || !bound || !last.nonce().equals(nonce)) {
                return new Outcome.Denied(first.account());
            }
            expected = thanks -> thanks.isEmpty() ? new Outcome.Granted(first.account()) : new Outcome.Malformed();
            return new Outcome.Ask(
                    Ascii.octets("v=" + base64(ScramFunctions.serverSignature(HASH, keys.serverKey(), auth))));
        }

        private byte[] expectedBinding(ScramMessages.First first) {
            var binding = new ByteArrayOutputStream();
            binding.writeBytes(Ascii.utf8(first.header()));
            bindingData(first).ifPresent(binding::writeBytes);
            return binding.toByteArray();
        }

        private Optional<byte[]> bindingData(ScramMessages.First first) {
            return bindings.flatMap(known -> first.type().flatMap(known::of));
        }
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
