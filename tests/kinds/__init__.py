"""Tests of the kinds. ``contract.assert_contract`` is used by other tests too, so its asserts tell what they saw."""

import pytest

pytest.register_assert_rewrite("tests.kinds.contract")
