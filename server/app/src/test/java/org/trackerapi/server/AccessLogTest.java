package org.trackerapi.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLogTest {
  @ParameterizedTest
  @CsvSource({
    "/a?hash=a6aa75587e5c59c32d347da438505fc3&x=1, /a?hash=***&x=1",
    "/a?x=1&hash=secret, /a?x=1&hash=***",
    "/a?%68ash=secret, /a?%68ash=***",
    "/a?x=a6aa75587e5c59c32d347da438505fc3, /a?x=***",
    "/a6aa75587e5c59c32d347da438505fc3/x, /***/x",
    "/a?apn_password=geheim, /a?apn_password=***",
    "/a?%zz=secret, /a?%zz=***",
    "/a?hash, /a?hash",
    "/a, /a"
  })
  void hashesAndPasswordsAreHidden(String target, String logged) {
    assertThat(AccessLog.redact(target)).isEqualTo(logged);
  }

  @org.junit.jupiter.api.Test
  void aLineStaysALine() {
    assertThat(AccessLog.redact("/a\r\nINFO forged\u001b[31m")).isEqualTo("/a??INFO?forged?[31m");
    assertThat(AccessLog.redact("/" + "a".repeat(9_000))).hasSizeLessThan(600);
  }
}
