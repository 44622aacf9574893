package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TlsReportTest {

    private static final Hop HOP = new Hop("mail.example.test", HostPolicy.DANE, "");
    private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();
    private static final Instant DAY = Instant.parse("2026-04-01T12:34:56Z");

    private static final Reporter REPORTER = new Reporter("Here \"Inc\"", "tls@here.test");

    private final TlsReport report = new TlsReport();

    private String json() {
        return report.report("example.test", REPORTER, "42", DAY).orElseThrow().json();
    }

    @Test
    void countsWhatWentWellAndWhatDidNot() {
        TlsResult.of("example.test", HOP, ADDRESS, true).forEach(report);
        TlsResult.of("example.test", HOP, ADDRESS, true).forEach(report);
        report.accept(TlsResult.failed(
                "example.test", HOP, ADDRESS, new Attempt.NoTls(HostPolicy.Problem.NOT_THE_RIGHT_ONE, "")));

        assertTrue(json().contains("\"total-successful-session-count\":2,\"total-failure-session-count\":1"), json());
        assertTrue(json().contains("\"result-type\":\"certificate-not-trusted\""), json());
    }

    @Test
    void isAboutOneDay() {
        TlsResult.of("example.test", HOP, ADDRESS, true).forEach(report);

        assertTrue(
                json().contains(
                                "\"start-datetime\":\"2026-04-01T00:00:00Z\",\"end-datetime\":\"2026-04-01T23:59:59Z\""),
                json());
    }

    @Test
    void quotesWhatHasToBeQuoted() {
        TlsResult.of("example.test", HOP, ADDRESS, true).forEach(report);

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
    void ofADomainThatGotNoMailThereIsNothingToSay() {
        assertTrue(report.report("other.test", REPORTER, "1", DAY).isEmpty());
    }

    @Test
    void repeatsWhatTheDomainPublished() {
        var record = new Tlsa(3, 1, 1, new byte[] {1, 2});
        var dane = new Hop("mail.example.test", HostPolicy.DANE, List.of(record), List.of("mail.example.test"), "");
        TlsResult.of("example.test", dane, ADDRESS, true).forEach(report);

        assertTrue(
                json().contains("\"policy-type\":\"tlsa\",\"policy-string\":[\"3 1 1 0102\"],"
                        + "\"policy-domain\":\"example.test\""),
                json());
    }

    @Test
    void repeatsAPolicyOfMtaStsLineByLine() {
        var policy = new StsPolicy(StsPolicy.Mode.TESTING, List.of("*.example.test"), Duration.ofDays(1));
        var sts = new Hop("mail.example.test", HostPolicy.STS_TESTING, List.of(), List.of(), "", Optional.of(policy));
        TlsResult.of("example.test", sts, ADDRESS, true).forEach(report);

        assertTrue(
                json().contains("\"policy-string\":[\"version: STSv1\",\"mode: testing\",\"mx: *.example.test\","
                        + "\"max_age: 86400\"],\"policy-domain\":\"example.test\",\"mx-host\":[\"*.example.test\"]"),
                json());
    }

    @Test
    void hostsWithPoliciesOfTheirOwnAreToldApart() {
        TlsResult.of("example.test", HOP, ADDRESS, true).forEach(report);
        TlsResult.of("example.test", new Hop("other.example.test", HostPolicy.OPPORTUNISTIC, ""), ADDRESS, true)
                .forEach(report);

        assertEquals(2, json().split("\"total-successful-session-count\":1", -1).length - 1);
    }

    @Test
    void aHostThatWasNotAskedHasNoAddress() {
        report.accept(TlsResult.notAsked("example.test", new Hop("mail.example.test", HostPolicy.DNS_FAILED, "why")));

        assertTrue(json().contains("\"result-type\":\"dnssec-invalid\""), json());
        assertTrue(json().contains("\"failure-reason-code\":\"why\""), json());
        assertFalse(json().contains("receiving-ip"), json());
    }

    @Test
    void noMorePoliciesAreToldApartThanTheBound() {
        for (int i = 0; i <= TlsReport.MOST_POLICIES; i++) {
            var record = new Tlsa(3, 1, 1, new byte[] {(byte) i});
            TlsResult.of("example.test", new Hop("a", HostPolicy.DANE, List.of(record), List.of(), ""), ADDRESS, true)
                    .forEach(report);
        }

        assertEquals(TlsReport.MOST_POLICIES, json().split("policy-type", -1).length - 1);
    }

    @Test
    void noMoreFailuresAreToldApartThanTheBound() {
        for (int i = 0; i <= TlsReport.MOST_FAILURES; i++) {
            report.accept(TlsResult.failed(
                    "example.test", HOP, ADDRESS, new Attempt.NoTls(HostPolicy.Problem.HANDSHAKE, "reason " + i)));
        }

        assertEquals(TlsReport.MOST_FAILURES, json().split("result-type", -1).length - 1);
        assertTrue(json().contains("\"total-failure-session-count\":" + (TlsReport.MOST_FAILURES + 1)), json());
    }
}
