package mailtls.sasl;

import com.ongres.scram.common.ClientFirstMessage;
import com.ongres.scram.common.Gs2CbindFlag;
import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.ServerFirstMessage;
import com.ongres.scram.common.exception.ScramParseException;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mailtls.tls.Channel;
import mailtls.tls.ChannelBindings;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/**
 * SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677): the client proves that it knows the password without sending it, the
 * server proves that it knows it too, and with -PLUS both prove that they see the same TLS session.
 */
final class Scram implements Mechanism {

    private static final int NONCE_LENGTH = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Authenticator authenticator;
    private final ScramMechanism hash = ScramMechanism.SCRAM_SHA_256;
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
        private Expected expected = this::clientFirst;

        private Proving(Optional<ChannelBindings> bindings) {
            this.bindings = bindings;
        }

        @Override
        public byte[] firstChallenge() {
            return new byte[0];
        }

        @Override
        public Outcome respond(byte[] response) {
            try {
                return expected.take(Ascii.fromUtf8(response).orElseThrow(() -> new ScramParseException("not UTF-8")));
            } catch (ScramParseException | IllegalArgumentException malformed) {
                return new Outcome.Malformed();
            }
        }

        private Outcome clientFirst(String message) throws ScramParseException {
            ClientFirstMessage first = ClientFirstMessage.parseFrom(message);
            String account = first.getUsername();
            if (!acceptsBinding(first.getGs2Header().getChannelBindingFlag(), bindingAskedFor(first))
                    || first.getGs2Header().getAuthzid() != null
                            && !first.getGs2Header().getAuthzid().equals(account)) {
                return new Outcome.Denied(account);
            }
            ScramKeys keys = authenticator.scramKeys(account);
            var second = new ServerFirstMessage(
                    first.getClientNonce(),
                    ScramFunctions.nonce(NONCE_LENGTH, RANDOM),
                    Base64.getEncoder().encodeToString(keys.salt()),
                    keys.iterations());
            expected = last -> clientFinal(last, first, second, keys);
            return new Outcome.Ask(Ascii.utf8(second.toString()));
        }

        /**
         * What a client may say about binding (RFC 5802 section 6). A client that could bind but believes that we can't, although
         * we said we can, has been lied to on the way.
         */
        private boolean acceptsBinding(Gs2CbindFlag flag, Optional<String> type) {
            return switch (flag) {
                case CHANNEL_BINDING_REQUIRED ->
                    plus && type.flatMap(this::bindingData).isPresent();
                case CLIENT_YES_SERVER_NOT -> !plus && bindings.isEmpty();
                case CLIENT_NOT -> !plus;
            };
        }

        private Outcome clientFinal(String message, ClientFirstMessage first, ServerFirstMessage second, ScramKeys keys)
                throws ScramParseException {
            Map<Character, String> said = attributes(message);
            byte[] binding = Base64.getDecoder().decode(said.getOrDefault('c', ""));
            byte[] proof = Base64.getDecoder().decode(said.getOrDefault('p', ""));
            String account = first.getUsername();
            boolean wellFormed = second.getNonce().equals(said.get('r')) && proof.length == keys.storedKey().length;
            if (!wellFormed || !MessageDigest.isEqual(binding, expectedBinding(first))) {
                return new Outcome.Denied(account);
            }
            String auth = ScramFunctions.authMessage(first, second, binding);
            if (!ScramFunctions.verifyClientProof(hash, proof, keys.storedKey(), auth)) {
                return new Outcome.Denied(account);
            }
            expected = thanks -> thanks.isEmpty() ? new Outcome.Granted(account) : new Outcome.Malformed();
            byte[] signature = ScramFunctions.serverSignature(hash, keys.serverKey(), auth);
            return new Outcome.Ask(Ascii.octets("v=" + Base64.getEncoder().encodeToString(signature)));
        }

        private byte[] expectedBinding(ClientFirstMessage first) {
            var binding = new ByteArrayOutputStream();
            binding.writeBytes(Ascii.utf8(first.getGs2Header().toString() + ","));
            if (plus) {
                bindingAskedFor(first).flatMap(this::bindingData).ifPresent(binding::writeBytes);
            }
            return binding.toByteArray();
        }

        private Optional<byte[]> bindingData(String type) {
            return bindings.flatMap(known -> known.of(type));
        }

        private static Optional<String> bindingAskedFor(ClientFirstMessage first) {
            return Optional.ofNullable(first.getGs2Header().getChannelBindingName());
        }
    }

    /** What the next response has to be. */
    private interface Expected {
        Exchange.Outcome take(String message) throws ScramParseException;
    }

    private static Map<Character, String> attributes(String message) throws ScramParseException {
        var attributes = new LinkedHashMap<Character, String>();
        for (String attribute : message.split(",", -1)) {
            if (attribute.length() < 2 || attribute.charAt(1) != '=') {
                throw new ScramParseException("not an attribute");
            }
            attributes.putIfAbsent(attribute.charAt(0), attribute.substring(2));
        }
        return attributes;
    }
}
