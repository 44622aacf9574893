package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.Test;

class RepetitionTest {

    @Test
    void theGravestResultIsKeptWithItsFrequency() {
        List<Result> results = Repetition.gravest(rounds(Verdict.PASS, Verdict.FAIL, Verdict.WARN, Verdict.FAIL));

        assertEquals(Verdict.FAIL, results.get(0).verdict());
        assertEquals("(2 of 4 times)", results.get(0).reason().replaceFirst(".* \\(", "("));
    }

    @Test
    void whatIsAlwaysTheSameIsToldAsIfItWerePlayedOnce() {
        List<List<Result>> rounds = rounds(Verdict.FAIL, Verdict.FAIL);

        assertEquals(rounds.get(0), Repetition.gravest(rounds));
    }

    private static List<List<Result>> rounds(Verdict... verdicts) {
        return Stream.of(verdicts)
                .map(verdict -> FoundRuns.of("pop3://mail.example", verdict).results())
                .toList();
    }
}
