package mailtls.relay;

import java.util.Optional;

/** What a web server of a test says. */
final class TestPolicies {

    private TestPolicies() {}

    /** Returns what is published as it is fetched; what is not published can't be had. */
    static StsFetched fetched(Optional<StsPolicy> published) {
        return published
                .<StsFetched>map(StsFetched.Published::new)
                .orElseGet(() -> new StsFetched.Missed(TlsResult.Failure.STS_POLICY_FETCH_ERROR, "status 404"));
    }
}
