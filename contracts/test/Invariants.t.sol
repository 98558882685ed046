// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {Verb} from "./support/SignedActs.t.sol";
import {TraceHandler} from "./support/TraceHandler.t.sol";
import {vm} from "./support/Vm.t.sol";

/// @dev What holds after any acts of anybody. That nobody without a role wrote a line, nobody but a custodian amended,
///      nothing but recalls was written when paused, no signature landed twice and no number was left out, the handler checks with
///      each act: `surprise` is empty as long as it is so.
contract InvariantsTest {
    uint256 private constant FULL_RUN = 256; // `depth` in hardhat.config.ts

    TraceHandler private _handler;
    ITrace private _trace;

    function setUp() public {
        _handler = new TraceHandler();
        _trace = _handler.target();
    }

    /// @dev Whom the test runner calls at random.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    /// @dev And with what.
    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(_handler), new bytes4[](16));
        targets[0].selectors[0] = TraceHandler.doCreate.selector;
        targets[0].selectors[1] = TraceHandler.doRecord.selector;
        targets[0].selectors[2] = TraceHandler.doInspect.selector;
        targets[0].selectors[3] = TraceHandler.doAmend.selector;
        targets[0].selectors[4] = TraceHandler.doReplay.selector;
        targets[0].selectors[5] = TraceHandler.doGrant.selector;
        targets[0].selectors[6] = TraceHandler.doRevoke.selector;
        targets[0].selectors[7] = TraceHandler.doSetKindRole.selector;
        targets[0].selectors[8] = TraceHandler.doPause.selector;
        targets[0].selectors[9] = TraceHandler.doWait.selector;
        targets[0].selectors[10] = TraceHandler.doRecall.selector;
        targets[0].selectors[11] = TraceHandler.doLift.selector;
        targets[0].selectors[12] = TraceHandler.doWithdraw.selector;
        targets[0].selectors[13] = TraceHandler.doOffer.selector;
        targets[0].selectors[14] = TraceHandler.doAnswer.selector;
        targets[0].selectors[15] = TraceHandler.doTake.selector;
    }

    function test_TheHandlerDoesEveryAct() public {
        uint256 seed;
        for (uint256 i = 0; i < FULL_RUN; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 which = i % 13;
            if (which == 0) _handler.doCreate(seed);
            else if (which == 1) _handler.doRecord(seed);
            else if (which == 2) _handler.doInspect(seed);
            else if (which == 3) _handler.doAmend(seed);
            else if (which == 4) _handler.doReplay();
            else if (which == 5) _handler.doGrant(seed, uint8(seed >> 128));
            else if (which == 6) _handler.doRecall(seed);
            else if (which == 7) _handler.doLift(seed);
            else if (which == 8) _handler.doWithdraw(seed);
            else if (which == 9) _handler.doOffer(seed);
            else if (which == 10) _handler.doAnswer(seed);
            else if (which == 11) _handler.doTake(seed);
            else _handler.doRevoke(seed, uint8(seed >> 128), seed >> 255 == 0);
        }
        vm.assertTrue(_verbsWritten() > 8, "almost every verb was written");
        afterInvariant();
        invariant_ActsSucceedIfAndOnlyIfTheirActorMay();
        invariant_LinesAreNumberedWithoutGaps();
        invariant_BatchesAndHeadsAreTheFoldOfTheirLogs();
        invariant_RolesOfAgreesWithHasRoleAndForgetsNothing();
    }

    function invariant_ActsSucceedIfAndOnlyIfTheirActorMay() public view {
        vm.assertTrue(bytes(_handler.surprise()).length == 0, _handler.surprise());
    }

    function invariant_LinesAreNumberedWithoutGaps() public view {
        vm.assertEq(_trace.lineCount(), _handler.lineCount(), "line count");
        uint256 sum;
        for (uint256 i = 0; i < _handler.codeCount(); ++i) {
            sum += _trace.batchOf(keccak256(bytes(_handler.codes(i)))).seq;
        }
        vm.assertEq(sum, _trace.lineCount(), "every line is some batch's");
    }

    function invariant_BatchesAndHeadsAreTheFoldOfTheirLogs() public view {
        for (uint256 i = 0; i < _handler.codeCount(); ++i) {
            bytes32 id = keccak256(bytes(_handler.codes(i)));
            TraceHandler.Model memory model = _handler.modelOf(id);
            ITrace.BatchView memory batch = _trace.batchOf(id);
            vm.assertEq(batch.head, model.head, "head");
            vm.assertEq(_trace.headOf(id), model.head, "head");
            vm.assertEq(batch.seq, model.seq, "seq");
            vm.assertEq(batch.custodian, model.custodian, "custodian");
            vm.assertEq(batch.quantity, model.quantity, "quantity");
            vm.assertTrue(batch.verdict == model.verdict, "verdict");
            vm.assertTrue(batch.status == model.status, "status");
            vm.assertEq(_trace.offerOf(id), model.offered, "offer");
        }
    }

    function invariant_RolesOfAgreesWithHasRoleAndForgetsNothing() public view {
        vm.assertEq(_trace.paused(), _handler.paused(), "paused");
        for (uint256 i = 0; i < 6; ++i) {
            address account = _handler.accountAt(i);
            (uint256 current, uint256 ever) = _trace.rolesOf(account);
            vm.assertEq(current, _handler.current(account), "held now");
            vm.assertEq(ever, _handler.ever(account), "ever held");
            for (uint256 bit = 0; bit < 6; ++bit) {
                vm.assertEq(_handler.has(bit, account), (current >> bit) & 1 == 1, "hasRole");
            }
        }
    }

    /// @dev After each run: an empty run proves nothing. A run is shorter only when the test runner looks for the least
    ///      that makes a failure happen again.
    function afterInvariant() public view {
        if (_handler.calls() < FULL_RUN) return;
        uint256 direct;
        uint256 signed;
        for (uint256 i = 0; i < 12; ++i) {
            direct += _handler.direct(Verb(i));
            signed += _handler.signed(Verb(i));
        }
        // By chance a run may leave some verbs out: `test_TheHandlerDoesEveryAct` leaves out none.
        vm.assertTrue(_verbsWritten() > 4, "many verbs were written");
        vm.assertTrue(direct > 8 && signed > 8, "directly and by signature");
        vm.assertTrue(_handler.refused() != 0, "acts were refused");
        vm.assertTrue(_handler.replays() != 0, "signatures were brought again");
    }

    function _verbsWritten() private view returns (uint256 verbs) {
        for (uint256 i = 0; i < 12; ++i) {
            if (_handler.direct(Verb(i)) + _handler.signed(Verb(i)) != 0) ++verbs;
        }
    }
}
