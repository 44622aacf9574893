package mailtls.sasl;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mailtls.wire.Ascii;

/** Accounts and passwords in memory. Nobody may act for somebody else. */
public final class Accounts implements Authenticator {

    /** What RFC 7677 section 4 asks for at least. */
    private static final int ITERATIONS = 4096;

    private static final int SALT_LENGTH = 16;
    private static final ScramMechanism HASH = ScramMechanism.SCRAM_SHA_256;

    private record Known(Secret password, ScramKeys keys) {}

    private final Map<String, Known> accounts = new ConcurrentHashMap<>();

    /** Makes up the keys of accounts that are not there: the same for each name, and nobody can tell. */
    private final byte[] disguise = new byte[32];

    private final Secret nobodysPassword = new Secret("");

    public Accounts() {
        new SecureRandom().nextBytes(disguise);
    }

    /** Adds an account, or changes its password. */
    public Accounts add(String account, String password) {
        Secret secret = new Secret(password);
        accounts.put(account, new Known(secret, keys(secret)));
        return this;
    }

    @Override
    public boolean accepts(Credentials credentials) {
        Known known = accounts.get(credentials.account());
        boolean right = (known == null ? nobodysPassword : known.password()).matches(credentials.password());
        boolean forItself =
                credentials.actingFor().map(credentials.account()::equals).orElse(true);
        return known != null && right && forItself;
    }

    @Override
    public ScramKeys scramKeys(String account) {
        // Made up for everybody, so that the time it takes tells nothing either.
        ScramKeys disguised = keysOfNobody(account);
        Known known = accounts.get(account);
        return known == null ? disguised : known.keys();
    }

    private static ScramKeys keys(Secret password) {
        byte[] salt = ScramFunctions.salt(SALT_LENGTH, new SecureRandom());
        byte[] salted = ScramFunctions.saltedPassword(
                HASH, StringPreparation.SASL_PREPARATION, password.reveal(), salt, ITERATIONS);
        return new ScramKeys(
                salt,
                ITERATIONS,
                ScramFunctions.storedKey(HASH, ScramFunctions.clientKey(HASH, salted)),
                ScramFunctions.serverKey(HASH, salted));
    }

    private ScramKeys keysOfNobody(String account) {
        byte[] salt = ScramFunctions.hmac(HASH, Ascii.utf8("salt " + account), disguise);
        byte[] key = ScramFunctions.hmac(HASH, Ascii.utf8("key " + account), disguise);
        return new ScramKeys(Arrays.copyOf(salt, SALT_LENGTH), ITERATIONS, key, key);
    }
}
