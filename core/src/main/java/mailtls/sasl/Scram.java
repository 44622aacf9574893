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

    /** What ends the part of the client's last message that the proof is over. */
    private static final String PROOF = ",p=";

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
            expected = last -> clientFinal(last, new Begun(message, account, second, keys));
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

        private Outcome clientFinal(String message, Begun begun) throws ScramParseException {
            Map<Character, String> said = attributes(message);
            byte[] binding = Base64.getDecoder().decode(said.getOrDefault('c', ""));
            byte[] proof = Base64.getDecoder().decode(said.getOrDefault('p', ""));
            boolean wellFormed = begun.second().getNonce().equals(said.get('r'))
                    && message.contains(PROOF)
                    && proof.length == begun.keys().storedKey().length;
            if (!wellFormed || !MessageDigest.isEqual(binding, expectedBinding(begun))) {
                return new Outcome.Denied(begun.account());
            }
            String auth = begun.authMessage(message);
            if (!ScramFunctions.verifyClientProof(hash, proof, begun.keys().storedKey(), auth)) {
                return new Outcome.Denied(begun.account());
            }
            expected = thanks -> thanks.isEmpty() ? new Outcome.Granted(begun.account()) : new Outcome.Malformed();
            byte[] signature = ScramFunctions.serverSignature(hash, begun.keys().serverKey(), auth);
            return new Outcome.Ask(Ascii.octets("v=" + Base64.getEncoder().encodeToString(signature)));
        }

        /** What “c=” has to hold: the header as it was sent, and with -PLUS what binds (RFC 5802 section 6). */
        private byte[] expectedBinding(Begun begun) {
            var binding = new ByteArrayOutputStream();
            binding.writeBytes(Ascii.utf8(begun.header()));
            if (plus) {
                bindingData(begun.bindingType()).ifPresent(binding::writeBytes);
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

    /**
     * The first half of an exchange. The proof is over the octets that were sent (RFC 5802 section 3), so the client's message is
     * kept as it came.
     */
    private record Begun(String clientFirst, String account, ServerFirstMessage second, ScramKeys keys) {

        /** Returns the gs2-header: flag and authorization identity, each with its comma. */
        String header() {
            int flag = clientFirst.indexOf(',');
            return clientFirst.substring(0, clientFirst.indexOf(',', flag + 1) + 1);
        }

        /** Returns the name behind “p=”. */
        String bindingType() {
            return clientFirst.substring("p=".length(), clientFirst.indexOf(','));
        }

        String authMessage(String clientFinal) {
            String bare = clientFirst.substring(header().length());
            return bare + "," + second + "," + clientFinal.substring(0, clientFinal.lastIndexOf(PROOF));
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
