package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a domain wants its reports (RFC 8460 section 3). */
class ReportRecordTest {

    private static Optional<ReportRecord> in(String... texts) {
        return ReportRecord.in(List.of(texts));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=TLSRPTv1; rua=mailto:a@example.test                       | mailto:a@example.test",
                "v=TLSRPTv1;rua=https://example.test/v1/tlsrpt;              | https://example.test/v1/tlsrpt",
                "v=TLSRPTv1 ; x=y; rua=mailto:a@example.test                 | mailto:a@example.test",
                "v=TLSRPTv1; rua=mailto:a@example.test , https://b.test/ ; x=y | mailto:a@example.test https://b.test/",
                "v=TLSRPTv1; rua=ftp://a.test/,mailto:a@example.test,:,https:/x | mailto:a@example.test"
            })
    void theDomainNamesPlaces(String text, String places) {
        assertEquals(
                Optional.of(Arrays.stream(places.split(" ")).map(URI::create).toList()),
                in(text).map(ReportRecord::places));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=TLSRPTv1",
                "v=TLSRPTv1;",
                "v=TLSRPTv2; rua=mailto:a@b.test",
                "rua=mailto:a@b.test",
                "v=spf1 -all"
            })
    void whatIsNoSuchRecordIsNone(String text) {
        assertEquals(Optional.empty(), in(text));
    }

    @Test
    void aRecordHasToBeTheOnlyOne() {
        String one = "v=TLSRPTv1; rua=mailto:a@example.test";

        assertEquals(Optional.empty(), in(one, one));
        assertEquals(1, in("v=spf1 -all", one).orElseThrow().places().size());
    }

    @Test
    void noMorePlacesAreLookedAtThanTheBound() {
        String many = "mailto:a@example.test,".repeat(ReportRecord.MOST_PLACES + 1);

        assertEquals(
                ReportRecord.MOST_PLACES,
                in("v=TLSRPTv1; rua=" + many).orElseThrow().places().size());
    }

    @Test
    void itIsAskedForAtItsName() {
        var names = new FakeNames();
        names.texts.put("_smtp._tls.example.test", Answer.insecure(List.of("v=TLSRPTv1; rua=mailto:a@example.test")));

        assertEquals(
                List.of(URI.create("mailto:a@example.test")),
                ReportRecord.of("example.test", names).orElseThrow().places());
    }
}
