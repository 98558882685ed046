// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../interfaces/ITrace.sol";
import {Trace} from "../Trace.sol";
import {TraceHandler} from "./support/TraceHandler.t.sol";
import {Verb} from "./support/TraceModel.t.sol";
import {vm} from "./support/Vm.t.sol";

/// @dev What holds after any acts of anybody. That head and chain are the fold of all logs the handler checks with each
///      act, and that it succeeds if and only if its actor may. What a random run happens to leave out is no failure: that
///      the handler is able to do every act, `test_TheHandlerDoesEveryAct` shows with acts that are fixed.
contract InvariantsTest {
    uint256 private constant ROUNDS = 40;
    uint256 private constant ROUNDS_BETWEEN_LOOKS = 10;
    uint256 private constant VERBS = uint256(type(Verb).max) + 1;

    TraceHandler private _handler;
    TraceDriver private _driver;
    Trace private _trace;

    function setUp() public {
        _handler = new TraceHandler();
        _driver = new TraceDriver(_handler);
        _trace = _handler.target();
    }

    /// @dev Whom the test runner calls at random.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_driver);
    }

    /// @dev Always the same acts: that they reach everything is no matter of luck.
    function test_TheHandlerDoesEveryAct() public {
        for (uint256 i = 0; i < ROUNDS; ++i) {
            for (uint256 verb = 0; verb < VERBS; ++verb) {
                // The end of a batch is rare, for otherwise soon there were none.
                if (Verb(verb) == Verb.Withdraw && i % 8 != 0) continue;
                _handler.doVerb(Verb(verb), uint256(keccak256(abi.encode(i, verb))));
            }
            _handler.doRole(i);
            _handler.doTerm(i);
            if (i % 4 == 0) _handler.doKind(i);
            _handler.doPause(i);
            _handler.doVoid(i);
            _handler.doWait(i);
            _handler.doReplay(i);
            if (i % ROUNDS_BETWEEN_LOOKS == 0) _checkInvariants();
        }
        _checkInvariants();
        for (uint256 i = 0; i < VERBS; ++i) {
            string memory verb = vm.toString(i);
            vm.assertTrue(_handler.direct(Verb(i)) != 0, string.concat("written directly: verb ", verb));
            vm.assertTrue(_handler.brought(Verb(i)) != 0, string.concat("brought: verb ", verb));
            bool always = Verb(i) == Verb.SetAgent; // anybody may
            vm.assertTrue(always || _handler.refused(Verb(i)) != 0, string.concat("refused: verb ", verb));
        }
        vm.assertTrue(_handler.replays() != 0, "signatures were brought again");
    }

    function invariant_ActsSucceedIfAndOnlyIfTheirActorMay() public view {
        vm.assertTrue(bytes(_handler.surprise()).length == 0, _handler.surprise());
    }

    /// @dev Those of batches and those of administration, and no others.
    function invariant_EveryLineIsCounted() public view {
        (, uint256 lines,) = _trace.state();
        uint256 sum = _handler.administrationLines();
        for (uint256 i = 0; i < _handler.codeCount(); ++i) {
            sum += _trace.batchOf(keccak256(bytes(_handler.codes(i)))).seq;
        }
        vm.assertEq(sum, lines, "every line is some batch's or administration's");
    }

    function invariant_BatchesAreWhatTheModelSays() public view {
        for (uint256 i = 0; i < _handler.codeCount(); ++i) {
            bytes32 id = keccak256(bytes(_handler.codes(i)));
            TraceHandler.Model memory model = _handler.model(id);
            ITrace.BatchView memory batch = _trace.batchOf(id);
            vm.assertEq(batch.seq, model.seq, "seq");
            vm.assertEq(batch.custodian, model.custodian, "custodian");
            vm.assertEq(batch.quantity, model.quantity, "quantity");
            vm.assertEq(batch.maker, _trace.accountOf(model.maker).index, "maker");
            vm.assertEq(uint256(batch.verdict), model.verdict, "verdict");
            vm.assertEq(batch.rank, model.rank, "rank");
            vm.assertEq(batch.flags, _flagsOf(model), "flags");
            vm.assertEq(_trace.offerOf(id), model.offered, "offer");
        }
    }

    function _flagsOf(TraceHandler.Model memory m) private pure returns (uint256) {
        return (m.withdrawn ? 1 : 0) | (m.byHolder ? 2 : 0) | (m.byMaker ? 4 : 0) | (m.byOrder ? 8 : 0)
            | (m.offered != address(0) ? 16 : 0) | (m.open ? 32 : 0);
    }

    /// @dev In whatever order and by whomever it was split, used and consumed: nothing is taken twice, and nothing is lost.
    function invariant_WhatWasTakenAndWhatIsLeftIsWhatThereWas() public view {
        for (uint256 i = 0; i < _handler.codeCount(); ++i) {
            bytes32 id = keccak256(bytes(_handler.codes(i)));
            TraceHandler.Model memory model = _handler.model(id);
            vm.assertTrue(model.taken <= model.created, "no more is taken than there was");
            vm.assertEq(_trace.batchOf(id).quantity, model.created - model.taken, "what is left");
        }
    }

    function invariant_AccountsAreWhatTheModelSays() public view {
        for (uint256 i = 0; i < 6; ++i) {
            address who = _handler.accountAt(i);
            ITrace.AccountView memory account = _trace.accountOf(who);
            vm.assertEq(account.roles, _handler.rolesIn(who), "roles");
            vm.assertEq(account.validUntil, _handler.termOf(who), "term");
            vm.assertEq(account.nextNonce, _handler.nextOf(who), "next nonce");
            uint256 next = account.nextNonce;
            for (uint256 nonce = next > 125 ? next - 125 : 0; nonce < next + 125; nonce += 1 + nonce % 7) {
                vm.assertEq(_trace.isNonceFree(who, uint40(nonce)), _handler.isFree(who, nonce), "nonces");
            }
            bool produces = _handler.rolesNow(who) & 1 != 0;
            vm.assertEq(_trace.hasRole(keccak256("PRODUCER_ROLE"), who), produces, "hasRole");
        }
    }

    function invariant_StandingIsWhatTheModelSays() public view {
        bytes32 id = keccak256(bytes(_handler.codes(0)));
        for (uint256 i = 0; i < 36; ++i) {
            (address custodian, address who) = (_handler.accountAt(i / 6), _handler.accountAt(i % 6));
            (bool isParty, bool isAgent) = _trace.standingOf(0, custodian, who);
            vm.assertEq(isAgent, _handler.agent(custodian, who), "agent");
            vm.assertEq(isParty, _handler.party(custodian, 0, who), "party of all");
            (isParty,) = _trace.standingOf(id, custodian, who);
            bool one = _handler.party(custodian, id, who) && !isAgent;
            vm.assertEq(isParty, one || _handler.party(custodian, 0, who), "party of one");
        }
    }

    function _checkInvariants() private view {
        invariant_ActsSucceedIfAndOnlyIfTheirActorMay();
        invariant_EveryLineIsCounted();
        invariant_BatchesAreWhatTheModelSays();
        invariant_WhatWasTakenAndWhatIsLeftIsWhatThereWas();
        invariant_AccountsAreWhatTheModelSays();
        invariant_StandingIsWhatTheModelSays();
    }
}

/// @dev What the test runner calls at random, each with a seed. Here and not in the handler: the runner knows no contracts
///      but those of the files that it is told to run.
contract TraceDriver {
    TraceHandler private _handler;

    constructor(TraceHandler handler) {
        _handler = handler;
    }

    function doAct(uint256 seed) external {
        _handler.doAct(seed);
    }

    function doRole(uint256 seed) external {
        _handler.doRole(seed);
    }

    function doTerm(uint256 seed) external {
        _handler.doTerm(seed);
    }

    function doKind(uint256 seed) external {
        _handler.doKind(seed);
    }

    function doPause(uint256 seed) external {
        _handler.doPause(seed);
    }

    function doVoid(uint256 seed) external {
        _handler.doVoid(seed);
    }

    function doWait(uint256 seed) external {
        _handler.doWait(seed);
    }

    function doReplay(uint256 seed) external {
        _handler.doReplay(seed);
    }
}
