package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StsPolicyTest {

    private static final String TEXT =
            "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.example.net\r\nmax_age: 604800\r\n";

    @Test
    void readsAPolicy() {
        StsPolicy policy = StsPolicy.parse(TEXT).orElseThrow();

        assertEquals(StsPolicy.Mode.ENFORCE, policy.mode());
        assertEquals(List.of("mail.example.com", "*.example.net"), policy.exchangers());
        assertEquals(Duration.ofDays(7), policy.lifetime());
    }

    @Test
    void readsLinesThatEndInLf() {
        assertEquals(StsPolicy.parse(TEXT), StsPolicy.parse(TEXT.replace("\r\n", "\n")));
    }

    @Test
    void ofARepeatedFieldTheFirstCounts() {
        StsPolicy policy = StsPolicy.parse(TEXT + "mode: none\r\n").orElseThrow();

        assertEquals(StsPolicy.Mode.ENFORCE, policy.mode());
    }

    @Test
    void unknownFieldsArePassedOver() {
        assertEquals(StsPolicy.parse(TEXT), StsPolicy.parse(TEXT + "x-ray: yes\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mode: enforce\nmx: a.example\nmax_age: 1\n",
                "version: STSv2\nmode: enforce\nmx: a.example\nmax_age: 1\n",
                "version: STSv1\nmode: always\nmx: a.example\nmax_age: 1\n",
                "version: STSv1\nmode: enforce\nmax_age: 1\n",
                "version: STSv1\nmode: enforce\nmx: a.example\n",
                "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 99999999\n",
                "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: -1\n",
                "version: STSv1\nmode: enforce\nmx: a.*.example\nmax_age: 1\n"
            })
    void whatIsNotAPolicyIsNone(String text) {
        assertTrue(StsPolicy.parse(text).isEmpty());
    }

    @Test
    void anAsteriskIsOneLabel() {
        StsPolicy policy = StsPolicy.parse(TEXT).orElseThrow();

        assertTrue(policy.allows("a.example.net"));
        assertFalse(policy.allows("a.b.example.net"));
        assertFalse(policy.allows("example.net"));
    }

    @Test
    void aNameIsTheSameInCapitals() {
        assertTrue(StsPolicy.parse(TEXT).orElseThrow().allows("MAIL.Example.COM"));
    }

    @Test
    void aRecordHasToBeTheOnlyOne() {
        assertEquals(
                "20260101",
                StsRecord.in(List.of("v=STSv1; id=20260101;")).orElseThrow().id());
        assertTrue(StsRecord.in(List.of("v=STSv1; id=1;", "v=STSv1; id=2;")).isEmpty());
        assertTrue(StsRecord.in(List.of("v=spf1 -all")).isEmpty());
        assertTrue(StsRecord.in(List.of("v=STSv1;")).isEmpty());
    }
}
