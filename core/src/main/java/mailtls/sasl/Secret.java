package mailtls.sasl;

import java.security.MessageDigest;
import mailtls.wire.Ascii;

/** A password. It does not print, and comparing it takes as long for a near miss as for a wild one. */
public final class Secret {

    private final String characters;

    public Secret(String characters) {
        this.characters = characters;
    }

    /** Returns whether the other is the same. */
    public boolean matches(Secret other) {
        return MessageDigest.isEqual(Ascii.utf8(characters), Ascii.utf8(other.characters));
    }

    /** Returns the password itself, for the key derivation that needs it. */
    char[] reveal() {
        return characters.toCharArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && matches(secret);
    }

    @Override
    public int hashCode() {
        return characters.hashCode();
    }

    @Override
    public String toString() {
        return "••••••";
    }
}
