package mailtls.sasl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretTest {

    private static final String PASSWORD = "sesame";

    @ParameterizedTest
    @MethodSource("holders")
    void whateverHoldsAPasswordDoesNotPrintIt(Object holder) {
        assertFalse(holder.toString().contains(PASSWORD));
    }

    static Stream<Object> holders() {
        return Stream.of(
                new Secret(PASSWORD),
                Credentials.of("alice", PASSWORD),
                new Accounts().add("alice", PASSWORD),
                new Accounts().add("alice", PASSWORD).scramKeys("alice"));
    }

    @Test
    void theLengthOfAPasswordDoesNotPrintEither() {
        assertEquals(new Secret("").toString(), new Secret("a long one").toString());
    }

    @Test
    void theSamePasswordMatchesAndNoOther() {
        assertTrue(new Secret(PASSWORD).matches(new Secret(PASSWORD)));
        assertFalse(new Secret(PASSWORD).matches(new Secret("sesam")));
        assertEquals(new Secret(PASSWORD), new Secret(PASSWORD));
        assertEquals(new Secret(PASSWORD).hashCode(), new Secret(PASSWORD).hashCode());
        assertNotEquals(new Secret(PASSWORD), new Secret("Sesame"));
        assertNotEquals(new Secret(PASSWORD), (Object) PASSWORD);
    }
}
