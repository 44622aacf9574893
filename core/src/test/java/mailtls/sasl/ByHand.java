package mailtls.sasl;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import java.util.Base64;
import java.util.function.UnaryOperator;
import mailtls.sasl.Exchange.Outcome;
import mailtls.wire.Ascii;

/** A SCRAM client that knows alice's password, computes its proof as RFC 5802 section 3 says, and lies on demand. */
final class ByHand {

    static final String NONCE = "fyko+d2lbbFgONRv9qkxdawL";
    private static final ScramMechanism HASH = ScramMechanism.SCRAM_SHA_256;

    private final String header;
    private final String bindingData;
    String repeatedHeader;
    String firstExtension = "";
    String finalExtension = "";
    UnaryOperator<String> nonceChange = nonce -> nonce;
    String lastMessage = "";

    ByHand(String header, String bindingData) {
        this.header = header;
        this.repeatedHeader = header;
        this.bindingData = bindingData;
    }

    /** Plays the whole exchange. */
    Outcome logIn(Exchange exchange) {
        prove(exchange);
        return exchange.respond(new byte[0]);
    }

    /** Plays the exchange to the proof and returns what it leads to. */
    Outcome prove(Exchange exchange) {
        String bare = "n=alice,r=" + NONCE + firstExtension;
        Outcome.Ask asked = (Outcome.Ask) exchange.respond(Ascii.utf8(header + bare));
        String serverFirst = Ascii.text(asked.challenge());
        String[] parts = serverFirst.split(",");
        String nonce = nonceChange.apply(parts[0].substring(2));
        String withoutProof =
                "c=" + base64(Ascii.octets(repeatedHeader + bindingData)) + ",r=" + nonce + finalExtension;
        byte[] salted = ScramFunctions.saltedPassword(
                HASH,
                StringPreparation.SASL_PREPARATION,
                "sesame".toCharArray(),
                Base64.getDecoder().decode(parts[1].substring(2)),
                Integer.parseInt(parts[2].substring(2)));
        byte[] clientKey = ScramFunctions.clientKey(HASH, salted);
        byte[] signature = ScramFunctions.clientSignature(
                HASH, ScramFunctions.storedKey(HASH, clientKey), bare + "," + serverFirst + "," + withoutProof);
        lastMessage = withoutProof + ",p=" + base64(ScramFunctions.clientProof(clientKey, signature));
        return exchange.respond(Ascii.utf8(lastMessage));
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
