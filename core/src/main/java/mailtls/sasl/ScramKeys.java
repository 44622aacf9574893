package mailtls.sasl;

/**
 * What a server keeps of a password for SCRAM-SHA-256 (RFC 5802 section 3): enough to check it, too little to use it.
 *
 * @param salt the salt
 * @param iterations how often the hash was iterated
 * @param storedKey checks the client's proof
 * @param serverKey signs the server's answer
 */
public record ScramKeys(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {

    /** Prints the cost only. */
    @Override
    public String toString() {
        return "SCRAM keys, " + iterations + " iterations";
    }
}
