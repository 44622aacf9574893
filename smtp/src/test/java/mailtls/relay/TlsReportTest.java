package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TlsReportTest {

    private static final Hop HOP = new Hop("mail.example.test", HostPolicy.DANE, "");
    private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();
    private static final Instant DAY = Instant.parse("2026-04-01T12:34:56Z");

    private final TlsReport report = new TlsReport();

    private String json() {
        return report.json("example.test", "Here \"Inc\"", "mailto:tls@here.test", "42", DAY)
                .orElseThrow();
    }

    @Test
    void countsWhatWentWellAndWhatDidNot() {
        report.accept(TlsResult.of("example.test", HOP, ADDRESS, true));
        report.accept(TlsResult.of("example.test", HOP, ADDRESS, true));
        report.accept(TlsResult.failed(
                "example.test", HOP, ADDRESS, new Attempt.NoTls(HostPolicy.Problem.NOT_THE_RIGHT_ONE, "")));

        assertTrue(json().contains("\"total-successful-session-count\":2,\"total-failure-session-count\":1"), json());
        assertTrue(json().contains("\"result-type\":\"validation-failure\""), json());
    }

    @Test
    void isAboutOneDay() {
        report.accept(TlsResult.of("example.test", HOP, ADDRESS, true));

        assertTrue(
                json().contains(
                                "\"start-datetime\":\"2026-04-01T00:00:00Z\",\"end-datetime\":\"2026-04-01T23:59:59Z\""),
                json());
    }

    @Test
    void quotesWhatHasToBeQuoted() {
        report.accept(TlsResult.of("example.test", HOP, ADDRESS, true));

        assertTrue(json().startsWith("{\"organization-name\":\"Here \\\"Inc\\\"\""), json());
    }

    @Test
    void equalFailuresAreCountedTogether() {
        for (int i = 0; i < 3; i++) {
            report.accept(TlsResult.failed(
                    "example.test", HOP, ADDRESS, new Attempt.NoTls(HostPolicy.Problem.NOT_OFFERED, "")));
        }

        assertTrue(json().contains("\"failed-session-count\":3"), json());
    }

    @Test
    void aNameThatDoesNotFitHasItsOwnWord() {
        var wrong = new Attempt.NoTls(
                HostPolicy.Problem.NOT_THE_RIGHT_ONE, "the certificate is not for a.test, but for b.test");
        var sts = new Hop("mail.example.test", HostPolicy.STS_ENFORCE, "");

        assertEquals(
                Optional.of(TlsResult.Failure.CERTIFICATE_HOST_MISMATCH),
                TlsResult.failed("example.test", sts, ADDRESS, wrong).failure());
    }

    @Test
    void ofADomainThatGotNoMailThereIsNothingToSay() {
        assertTrue(report.json("other.test", "Here", "x", "1", DAY).isEmpty());
    }
}
