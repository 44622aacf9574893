package mailtls.tls;

import static mailtls.tls.ListenerPolicy.Passwords.ALSO_IN_CLEAR;
import static mailtls.tls.ListenerPolicy.Passwords.OVER_TLS_ONLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mailtls.tls.ListenerPolicy.Passwords;
import mailtls.tls.ListenerPolicy.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerPolicyTest {

    // spotless:off
    @ParameterizedTest
    @CsvSource({
        // tls                passwords      implicit  STARTTLS  passwords in clear
        "CLEARTEXT_ONLY,      OVER_TLS_ONLY, false,    false,    false",
        "CLEARTEXT_ONLY,      ALSO_IN_CLEAR, false,    false,    true",
        "STARTTLS_OFFERED,    OVER_TLS_ONLY, false,    true,     false",
        "STARTTLS_OFFERED,    ALSO_IN_CLEAR, false,    true,     true",
        "STARTTLS_REQUIRED,   OVER_TLS_ONLY, false,    true,     false",
        "IMPLICIT,            OVER_TLS_ONLY, true,     false,    false"
    })
    // spotless:on
    void eachPolicyMeansOneThing(Tls tls, Passwords passwords, boolean implicit, boolean startTls, boolean inClear) {
        var policy = new ListenerPolicy(tls, passwords);

        assertEquals(implicit, policy.isImplicit());
        assertEquals(startTls, policy.hasStartTls());
        assertEquals(inClear, policy.takesPasswordsInClear());
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS_REQUIRED", "IMPLICIT"})
    void whoRequiresTlsTakesNoPasswordsInClear(Tls tls) {
        assertThrows(IllegalArgumentException.class, () -> new ListenerPolicy(tls, ALSO_IN_CLEAR));
    }

    @Test
    void noNamedPolicyTakesPasswordsInClear() {
        assertEquals(new ListenerPolicy(Tls.CLEARTEXT_ONLY, OVER_TLS_ONLY), ListenerPolicy.CLEARTEXT_ONLY);
        assertEquals(new ListenerPolicy(Tls.STARTTLS_OFFERED, OVER_TLS_ONLY), ListenerPolicy.STARTTLS_OFFERED);
        assertEquals(new ListenerPolicy(Tls.STARTTLS_REQUIRED, OVER_TLS_ONLY), ListenerPolicy.STARTTLS_REQUIRED);
        assertEquals(new ListenerPolicy(Tls.IMPLICIT, OVER_TLS_ONLY), ListenerPolicy.IMPLICIT);
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource({
        // ssl      disable_plaintext_auth  tls                passwords
        "no,        true,                   CLEARTEXT_ONLY,    OVER_TLS_ONLY",
        "no,        false,                  CLEARTEXT_ONLY,    ALSO_IN_CLEAR",
        "yes,       true,                   STARTTLS_OFFERED,  OVER_TLS_ONLY",
        "yes,       false,                  STARTTLS_OFFERED,  ALSO_IN_CLEAR",
        "required,  true,                   STARTTLS_REQUIRED, OVER_TLS_ONLY",
        "required,  false,                  STARTTLS_REQUIRED, OVER_TLS_ONLY",
        "REQUIRED,  false,                  STARTTLS_REQUIRED, OVER_TLS_ONLY"
    })
    // spotless:on
    void dovecotsWordsAreUnderstood(String ssl, boolean disablePlaintextAuth, Tls tls, Passwords passwords) {
        assertEquals(new ListenerPolicy(tls, passwords), ListenerPolicy.ofDovecot(ssl, disablePlaintextAuth));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tls", "true", "yes "})
    void anotherWordIsNotGuessed(String ssl) {
        var refused = assertThrows(IllegalArgumentException.class, () -> ListenerPolicy.ofDovecot(ssl, true));

        assertTrue(refused.getMessage().contains("no, yes or required"));
    }
}
