package mailtls.conformance.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import mailtls.conformance.check.Run.Examined;
import mailtls.conformance.client.Certificates;
import mailtls.conformance.client.Client;
import mailtls.conformance.client.ClientExamination;
import mailtls.conformance.client.ClientExamination.Settings;
import mailtls.conformance.client.ClientUnderTest;
import mailtls.conformance.client.Door;
import mailtls.conformance.client.Program;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Recording;
import mailtls.conformance.suite.Result;

/**
 * Examines one client with all the cases that are for it, as often as is wanted.
 *
 * @param subject the client
 * @param client what starts it
 * @param settings what does not change from case to case
 * @param times how often each case is played
 * @param jobs how many cases are played at the same time
 * @param baseline what is known to go wrong
 */
record ClientRun(ClientUnderTest subject, Client client, Settings settings, int times, int jobs, Baseline baseline) {

    /** Returns what plays a case again: to somebody new at localhost, with the same words. */
    static ClientRun again(Recording recording, List<String> words) {
        String host = "localhost";
        var settings = new Settings(
                recording.profile(),
                host,
                Optional.empty(),
                Optional.empty(),
                recording.seed(),
                ClientExamination.USUAL_TIMEOUT,
                ClientExamination.USUAL_MOMENT,
                Certificates.of(host),
                ClientExamination.USUAL_MAIL);
        var subject = new ClientUnderTest(
                recording.test().protocol(), recording.test().mode(), words.get(0));
        return new ClientRun(subject, new Program(words, Map.of()), settings, 1, 1, Baseline.NONE);
    }

    /** Returns the cases that are for this client. */
    List<Case> fitting(List<Case> cases) {
        return cases.stream()
                .filter(test -> test.protocol() == subject.protocol() && test.mode() == subject.mode())
                .toList();
    }

    /** Plays the cases, each with a client that is started for it. */
    Run of(List<Case> cases, Consumer<Result> told) throws InterruptedException {
        long began = System.nanoTime();
        var rounds = new ArrayList<List<Result>>();
        for (int round = 0; round < times; round++) {
            rounds.add(examination(round).run(cases, jobs, times == 1 ? told : result -> {}));
        }
        List<Result> results = Repetition.gravest(rounds);
        if (times > 1) {
            results.forEach(told);
        }
        return run(results, began);
    }

    /** Plays the cases all at the same time, each behind a door of its own: somebody else starts the client. */
    Run atOnce(List<Case> cases, List<Door> doors, List<? extends Client> clients, Consumer<Result> told)
            throws InterruptedException {
        long began = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(cases.size());
        try {
            List<Future<Result>> futures = IntStream.range(0, cases.size())
                    .mapToObj(i -> threads.submit(() -> {
                        var one = new ClientExamination(
                                subject, clients.get(i), settings.at(doors.get(i)), Catalogue.load());
                        Result result = one.examine(cases.get(i));
                        told.accept(result);
                        return result;
                    }))
                    .toList();
            var results = new ArrayList<Result>();
            for (Future<Result> future : futures) {
                results.add(future.get());
            }
            return run(results, began);
        } catch (ExecutionException ours) {
            throw new IllegalStateException(ours.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private ClientExamination examination(int round) {
        return new ClientExamination(subject, client, settings.withSeed(settings.seed() + round), Catalogue.load());
    }

    private Run run(List<Result> results, long began) {
        var examined = new Examined(subject, settings.profile(), results);
        return new Run(settings.seed(), List.of(examined), baseline, Duration.ofNanos(System.nanoTime() - began));
    }
}
